/** The report, which whoever started VS Code reads. */

import { appendFileSync } from 'node:fs';
import process from 'node:process';

export function say(line: string): void {
  appendFileSync(process.env['SPACEFILE_TEST_REPORT'] ?? '', `${line}\n`);
}
