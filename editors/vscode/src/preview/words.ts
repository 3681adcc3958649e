/** Sizes, numbers and lines, as the server's own reports show them. */

import type { Entry, Line, Verdict } from './protocol';

/** Decimal, in the unit that fits: `12 bytes`, `1.2 kB`, `250 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) {
    return bytes === 1 ? '1 byte' : `${String(bytes)} bytes`;
  }
  const units = ['kB', 'MB', 'GB', 'TB'];
  let [one, unit] = [1000, 0];
  // What would be shown as 1000 is 1 of the next.
  while (bytes >= one * 999.5 && unit < units.length - 1) {
    [one, unit] = [one * 1000, unit + 1];
  }
  const shown = bytes / one < 9.95 ? Math.round((bytes * 10) / one) / 10 : Math.round(bytes / one);
  return `${String(shown)} ${units[unit] ?? ''}`;
}

/** `1 file`, `1,234 files`. */
export function files(count: number): string {
  return count === 1 ? '1 file' : `${count.toLocaleString('en')} files`;
}

/** `.spaceignore:3 docs`, `default .git`. */
export function line(by: Line): string {
  const place = by.source === 'default' ? 'default' : `.spaceignore:${String(by.line)}`;
  return `${place} ${by.pattern}`;
}

/** Why something is in or out, in a sentence without a full stop. */
export function reason(path: string, { kept, by }: Verdict): string {
  if (!by) {
    return `${path} goes up: no line leaves it out`;
  }
  const source =
    by.source === 'default' ? 'the default list' : `line ${String(by.line)} of .spaceignore`;
  return `${path} ${kept ? 'goes up, taken back' : 'is left out'} by ${source}: ${by.pattern}`;
}

/** What the original CLI does with it, if that is something else. */
export function difference({ kept, original }: Verdict): string | undefined {
  if (kept === (original === 'kept')) {
    return undefined;
  }
  return kept ? 'the Space CLI leaves it out' : 'the Space CLI uploads it';
}

/** An entry's path; what is no text is shown as well as it can be. */
export function pathOf(entry: Entry): string {
  return entry.path ?? Buffer.from(entry.path_base64 ?? '', 'base64').toString();
}
