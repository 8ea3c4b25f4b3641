import type { Statement } from '@shuqiao/platform';

// No row comes back once the ceiling is reached: neither is the try counted then, nor the password looked at.
export const COUNT: Statement = {
  name: 'guesses.count',
  text: `INSERT INTO sign_in_failures AS counted (key, failures, last_at) VALUES ($1, 1, $2)
    ON CONFLICT (key) DO UPDATE SET failures = counted.failures + 1, last_at = excluded.last_at WHERE counted.failures < $3
    RETURNING failures`,
};
export const TAKE_BACK: Statement = {
  name: 'guesses.take-back',
  text: 'UPDATE sign_in_failures SET failures = failures - 1 WHERE key = $1 AND failures > 0',
};
export const FORGET: Statement = {
  name: 'guesses.forget',
  text: 'DELETE FROM sign_in_failures WHERE key = $1 RETURNING failures',
};
export const PURGE: Statement = {
  name: 'guesses.purge',
  text: 'DELETE FROM sign_in_failures WHERE last_at < $1 RETURNING key',
};
