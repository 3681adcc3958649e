/** Waiting for a condition, never for a time. */

import process from 'node:process';

/** In milliseconds: a busy machine is no fault of ours. */
const PATIENCE = Number(process.env['SPACEFILE_TEST_PATIENCE'] ?? 60_000);

/**
 * Asks again and again until there is an answer.
 * @param what is named when there is none in time
 * @param timeout in milliseconds
 */
export async function until<T>(
  what: string,
  ask: () => T | PromiseLike<T>,
  timeout = PATIENCE,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) {
      return answer as NonNullable<Exclude<T, false>>;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${String(timeout / 1000)} s in vain: ${what}`);
    }
    await new Promise((next) => setTimeout(next, 10));
  }
}
