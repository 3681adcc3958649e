/** What is tested in a real VS Code, and in which folders. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { writeFiles } from './rig/files';
import { type Result, type Run, runInHost } from './rig/host';
import { pictures } from './workbench/pictures';
import { tour } from './workbench/tour';
import { trouble } from './workbench/trouble';

export interface Test {
  readonly name: string;
  readonly run: (browser: Browser, vsix: string) => Promise<void>;
}

/** Of the log of a suite that has failed. */
const MOST_LINES = 40;

const API = 'v: 0\nmicros:\n  - name: api\n    src: .\n    engine: python3.9\n    run: ./start\n';
const BROKEN = API.replace('3.9', '3.11');

export const TESTS: readonly Test[] = [
  suite('editing', {}),
  suite('assist', {}),
  suite('upload', {
    files: {
      Spacefile: API,
      '.spaceignore': '# What users do not need\ndocs\n',
      '.env': 'TOKEN=secret\n',
      'docs/a.md': '# Notes\n',
      'main.py': 'app = None\n',
      'web/app.js': 'x'.repeat(2_000),
      'web/index.html': 'x'.repeat(1_000),
      'web/node_modules/x/index.js': 'x'.repeat(9_000),
    },
  }),
  suite('restricted', {
    files: {
      Spacefile: BROKEN,
      '.vscode/settings.json': '{ "spacefile.server.path": "/bin/false" }\n',
    },
    trusted: false,
  }),
  suite('several', {
    files: {
      'all.code-workspace': JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }),
      'one/Spacefile': API,
      'two/Spacefile': API.replace('src: .', 'src: nowhere'),
      'third/Spacefile': BROKEN,
    },
    place: 'all.code-workspace',
  }),
  { name: 'dark', run: (browser, vsix) => tour(browser, vsix, 'dark') },
  { name: 'light', run: (browser, vsix) => tour(browser, vsix, 'light') },
  { name: 'pictures', run: pictures },
  { name: 'trouble', run: trouble },
  {
    name: 'dead',
    // A control: the suite can fail, and does so where findings are expected.
    run: async (browser, vsix) => {
      const dead = {
        settings: { 'spacefile.server.path': '/bin/false' },
        environment: { SPACEFILE_TEST_BAIL: '1', SPACEFILE_TEST_PATIENCE: '10000' },
      };
      const { code, report } = await inFolder('editing', dead, browser, vsix);
      console.log('(expected)');
      assert.equal(code, 1);
      assert.match(report, /^FAIL {2}editing shows what is wrong/m);
    },
  },
];

interface Place extends Partial<Run> {
  readonly files?: Record<string, string>;
}

/** A suite that must pass. */
function suite(name: string, place: Place): Test {
  const run = async (browser: Browser, vsix: string): Promise<void> => {
    const { code, log } = await inFolder(name, place, browser, vsix);
    const told = log.split('\n').slice(-MOST_LINES).join('\n');
    assert.equal(code, 0, `the suite ended with ${String(code)}\n${told}`);
  };
  return { name, run };
}

async function inFolder(
  name: string,
  place: Place,
  browser: Browser,
  vsix: string,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
  try {
    await writeFiles(folder, place.files ?? {});
    const result = await runInHost(browser, {
      ...place,
      suite: `${name}.test`,
      place: path.join(folder, place.place ?? ''),
      vsix: [vsix],
    });
    process.stdout.write(result.report);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
