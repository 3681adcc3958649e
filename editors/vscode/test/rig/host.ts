/** Runs a suite within VS Code's extension host, where the extension is installed from its package. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openCode } from './browser';
import { type Options, startCodeServer } from './code-server';

export interface Run extends Options {
  /** A file of `test/host`. */
  readonly suite: string;
  /** A folder, or a file that ends in `.code-workspace`. */
  readonly place: string;
}

export interface Result {
  /** As a process would end: 0 if every test has passed. */
  readonly code: number;
  /** What was tested, a line each. */
  readonly report: string;
  /** What the extension and VS Code wrote down. */
  readonly log: string;
}

/** Of a whole suite, in milliseconds. */
const TIMEOUT = 600_000;

/** The workbench starts a test run if its address asks for one, and calls a function at its end. */
export async function runInHost(browser: Browser, run: Run): Promise<Result> {
  const here = path.join(import.meta.dirname, '..');
  const scratch = await mkdtemp(path.join(tmpdir(), 'host-'));
  const report = path.join(scratch, 'report');
  await writeFile(report, '');
  const environment = {
    ...run.environment,
    SPACEFILE_TEST_REPORT: report,
    SPACEFILE_TEST_SUITE: run.suite,
    SPACEFILE_TEST_SCRATCH: scratch,
  };
  const server = await startCodeServer({ ...run, environment });
  try {
    const remote = (file: string): string => `vscode-remote://${server.authority}${file}`;
    const payload = [
      ['extensionDevelopmentPath', remote(path.join(here, 'test/host/stub'))],
      ['extensionTestsPath', remote(path.join(here, 'out/host/main.js'))],
    ];
    const kind = run.place.endsWith('.code-workspace') ? 'workspace' : 'folder';
    const place = { [kind]: run.place, payload: JSON.stringify(payload) };
    const console: string[] = [];
    let late: NodeJS.Timeout | undefined;
    const code = await new Promise<number>((ended, failed) => {
      late = setTimeout(() => {
        ended(124);
      }, TIMEOUT);
      openCode(browser, server, place, async (page) => {
        await page.exposeFunction('codeAutomationExit', ended);
        await page.exposeFunction('codeAutomationLog', (type: string, said: unknown[]) => {
          if (type === 'error') {
            console.push(`VS Code: ${said.map(String).join(' ')}`);
          }
        });
      }).catch(failed);
    });
    clearTimeout(late);
    const log = [await server.log(), ...console].join('\n');
    return { code, report: await readFile(report, 'utf8'), log };
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}
