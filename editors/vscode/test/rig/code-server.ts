/** A VS Code of its own, with its own settings and extensions, served on a free port of this machine. */

import { execFile, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { until } from './until';

export type Settings = Record<string, unknown>;

export interface Options {
  /** Packages to install. */
  readonly vsix: readonly string[];
  readonly settings?: Settings;
  readonly environment?: Record<string, string>;
  /** Whether every folder is trusted; otherwise VS Code asks. */
  readonly trusted?: boolean;
}

export interface CodeServer {
  readonly address: string;
  /** What comes before a path in the URI of a file. */
  readonly authority: string;
  /** What the extension wrote down. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** Nothing that asks, advertises, updates or saves by itself. */
const QUIET: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'files.autoSave': 'off',
  'git.enabled': false,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
};

export async function startCodeServer(options: Options): Promise<CodeServer> {
  const program = path.join(required('CODE_SERVER'), 'bin/code-server');
  const home = await mkdtemp(path.join(tmpdir(), 'code-server-'));
  const data = path.join(home, 'data');
  // A setting for the machine is read from the second only.
  for (const folder of ['User', 'Machine']) {
    await mkdir(path.join(data, folder), { recursive: true });
    const text = JSON.stringify({ ...QUIET, ...options.settings });
    await writeFile(path.join(data, folder, 'settings.json'), text);
  }
  await writeFile(path.join(home, 'config.yaml'), 'auth: none\n');
  const environment = {
    ...withoutCode(process.env),
    XDG_DATA_HOME: path.join(home, 'xdg'),
    XDG_CONFIG_HOME: path.join(home, 'xdg'),
    ...options.environment,
  };
  const folders = ['--user-data-dir', data, '--extensions-dir', path.join(home, 'extensions')];
  const common = ['--config', path.join(home, 'config.yaml'), ...folders];
  for (const vsix of options.vsix) {
    const parameters = [...common, '--install-extension', path.resolve(vsix)];
    await promisify(execFile)(program, parameters, { env: environment });
  }
  const authority = `127.0.0.1:${String(await freePort())}`;
  const log = path.join(home, 'code-server.log');
  const output = openSync(log, 'a');
  const quiet = [
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
  ];
  const trust = options.trusted === false ? [] : ['--disable-workspace-trust'];
  const child = spawn(program, [...common, '--bind-addr', authority, ...quiet, ...trust], {
    env: environment,
    // A group of its own, since it starts further processes that must end with it.
    detached: true,
    stdio: ['ignore', output, output],
  });
  const ended = new Promise<void>((done) => {
    child.once('exit', () => {
      done();
    });
  });
  const stop = async (): Promise<void> => {
    signal(child.pid, 'SIGTERM');
    const patience = setTimeout(() => {
      signal(child.pid, 'SIGKILL');
    }, 5_000);
    await ended;
    clearTimeout(patience);
    signal(child.pid, 'SIGKILL');
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  const address = `http://${authority}`;
  try {
    await until('code-server answers', async () => {
      if (child.exitCode !== null) {
        throw new Error('code-server ended');
      }
      return fetch(`${address}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
    });
  } catch (error) {
    const told = readFileSync(log, 'utf8');
    await stop();
    throw new Error(`code-server did not start:\n${told}`, { cause: error });
  }
  const readLog = async (): Promise<string> => {
    const files = await glob(path.join(data, 'logs'), /Spacefile( Trace)?\.log$/);
    return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('');
  };
  return { address, authority, log: readLog, stop };
}

export function required(variable: string): string {
  const value = process.env[variable];
  if (!value) {
    throw new Error(`${variable} is not set: start the tests by test/run`);
  }
  return value;
}

/** Without what a VS Code around this one, or a service, may have set. */
function withoutCode(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|CODE_SERVER_|PORT$|PASSWORD$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name)));
}

function signal(group: number | undefined, name: NodeJS.Signals): void {
  try {
    if (group !== undefined) {
      process.kill(-group, name);
    }
  } catch {
    // It has ended already.
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        found(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}

async function glob(folder: string, name: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((entry) => name.test(entry)).map((entry) => path.join(folder, entry));
}
