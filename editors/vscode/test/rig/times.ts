/** Times, which are told rather than asserted: a busy machine is slow, and no fault of ours. */

import assert from 'node:assert/strict';

/** How many times as much as aimed for is a fault even on a busy machine. */
const FAULT = 10;

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

/**
 * What to tell of some measurements.
 * @param measured in milliseconds, as `aim`
 */
export function told(what: string, measured: readonly number[], aim: number): string {
  const took = median(measured);
  const several = measured.length > 1 ? `, median of ${String(measured.length)}` : '';
  assert.ok(took < FAULT * aim, `${what}: ${measured.join(', ')} ms`);
  const missed = took < aim ? '' : ' MISSED';
  return `time  ${what}${several}: ${took.toFixed(0)} ms (aim: below ${String(aim)} ms${missed})`;
}
