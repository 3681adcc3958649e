/** What the extension host runs: the suite that the environment names. */

import path from 'node:path';
import process from 'node:process';
import Mocha from 'mocha';
import { say } from './say';

export function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 180_000, reporter: Mocha.reporters.Base });
  mocha.bail(process.env['SPACEFILE_TEST_BAIL'] === '1');
  mocha.addFile(path.join(__dirname, `${process.env['SPACEFILE_TEST_SUITE'] ?? ''}.js`));
  return new Promise((done, failed) => {
    const runner = mocha.run((failures) => {
      if (failures > 0) {
        failed(new Error(`${String(failures)} failed`));
      } else {
        done();
      }
    });
    runner.on('pass', (test) => {
      say(`ok    ${test.fullTitle()} (${String(test.duration ?? 0)} ms)`);
    });
    runner.on('fail', (test, error: Error) => {
      say(`FAIL  ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
    runner.on('pending', (test) => {
      say(`SKIP  ${test.fullTitle()}`);
    });
  });
}
