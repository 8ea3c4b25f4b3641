import type { HttpClient } from '../client/http-client';
import { expectEqual, type Steps } from './steps';

/** From a form that is filled to what the delegate shows at the door. */
export async function attend(
  steps: Steps,
  {
    firm,
    manager,
    companyId,
    sessionId,
  }: { firm: HttpClient; manager: HttpClient; companyId: string; sessionId: string },
): Promise<void> {
  const bookingId = await steps.take('A seat is held while a form is filled, and then confirmed', async () => {
    const { body: held } = await firm.post(`/roadshow-sessions/${sessionId}/holds`, { companyId });
    expectEqual(held.status, 'held', held.holdExpiresAt as string);
    const { body } = await firm.post(`/bookings/${held.id}/confirmation`);
    return expectEqual(body.status, 'confirmed', body.id as string);
  });
  await steps.take('The delegate’s calendar has it, at a secret address', async () => {
    const { body } = await firm.post('/accounts/me/calendar-subscription');
    const token = (body.url as string).split('/').at(-1) ?? '';
    const { body: calendar } = await firm.get(`/calendars/${token}`);
    return expectEqual((calendar as string).includes(`UID:booking-${bookingId}`), true, `booking-${bookingId}`);
  });
  await steps.take('The door can check his QR code without a connection', async () => {
    const { body: code } = await firm.get(`/bookings/${bookingId}/check-in-code`);
    const { body: list } = await manager.get(`/roadshow-sessions/${sessionId}/check-in-list`);
    const expected = (list.seats as { bookingId: string }[]).some((seat) => seat.bookingId === bookingId);
    return expectEqual((code as string).startsWith('<svg') && expected, true, list.publicKey.crv as string);
  });
}
