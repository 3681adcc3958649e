/**
 * The tests in a real VS Code, one after the other: `node out/test.mjs PACKAGE [NAME]...`.
 *
 * Each is a run of a suite within the extension host, or a person's way through the workbench.
 */

import process from 'node:process';
import { startBrowser } from './rig/browser';
import { TESTS } from './tests';

const [vsix = '', ...names] = process.argv.slice(2);
const chosen = TESTS.filter(({ name }) => names.length === 0 || names.includes(name));
const browser = await startBrowser();
let failed = 0;
for (const { name, run } of chosen) {
  const start = Date.now();
  let trouble: unknown;
  try {
    await run(browser, vsix);
  } catch (error) {
    trouble = error;
    failed += 1;
  }
  const took = ((Date.now() - start) / 1000).toFixed(0);
  console.log(`${trouble ? 'FAILED' : 'passed'}: ${name} (${took} s)\n`);
  if (trouble) {
    console.error(trouble);
  }
}
await browser.close();
console.log(`${String(chosen.length - failed)} passed, ${String(failed)} failed`);
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
