/**
 * The tests in a real VS Code, one after the other: `node out/test.mjs PACKAGE [NAME]...`.
 *
 * Each is a run of a suite within the extension host, or a person's way through the workbench.
 */

import process from 'node:process';
import { startBrowser } from './rig/browser';
import { TESTS, type Test } from './tests';

const [vsix = '', ...names] = process.argv.slice(2);
const chosen = TESTS.filter(({ name }) => names.length === 0 || names.includes(name));
const browser = await startBrowser();
let failed = 0;
for (const { name, run } of chosen) {
  const start = Date.now();
  // On a busy machine even VS Code itself drops a thing now and then; what is broken fails twice.
  let trouble = await attempt(run);
  if (trouble) {
    console.error(trouble);
    console.log(`note  ${name} has failed once, and is tried again`);
    trouble = await attempt(run);
  }
  failed += trouble ? 1 : 0;
  const took = ((Date.now() - start) / 1000).toFixed(0);
  console.log(`${trouble ? 'FAILED' : 'passed'}: ${name} (${took} s)\n`);
  if (trouble) {
    console.error(trouble);
  }
}
await browser.close();

/** What went wrong, if anything did. */
async function attempt(run: Test['run']): Promise<unknown> {
  try {
    await run(browser, vsix);
    return undefined;
  } catch (error) {
    return error;
  }
}

console.log(`${String(chosen.length - failed)} passed, ${String(failed)} failed`);
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
