import { enrolmentUri, newSecret, stepOf } from './totp';

// RFC 6238, appendix B: the ASCII secret 12345678901234567890; the last six of its eight digits.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('time-based codes', () => {
  it.each([
    ['287082', 59, 1],
    ['081804', 1111111109, 37037036],
    ['005924', 1234567890, 41152263],
  ])('knows %s at %i s as step %i', (code, seconds, step) => expect(stepOf(SECRET, code, seconds)).toBe(step));

  it('allows one step early and late, and no more', () => {
    const at = (seconds: number) => stepOf(SECRET, '005924', seconds);
    expect([1234567890 - 30, 1234567890 + 30].map(at)).toEqual([41152263, 41152263]);
    expect([1234567890 - 60, 1234567890 + 60].map(at)).toEqual([null, null]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '００５９２４'])('knows %j for no code', (code) => {
    expect(stepOf(SECRET, code, 1234567890)).toBeNull();
  });

  it('makes secrets of 160 bits and names the portal to the app', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(enrolmentUri(secret, 'a@b.example')).toBe(
      `otpauth://totp/Shuqiao:a%40b.example?secret=${secret}&issuer=Shuqiao`,
    );
  });
});
