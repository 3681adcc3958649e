/** Which program to start: the one the settings name, else the one that came along, else one on the PATH. */

import { access, chmod, constants, stat } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** A server that can be started. */
export interface Program {
  readonly command: string;
  /** Where it was found, for people. */
  readonly origin: string;
}

/** There is nothing to start; the message says what was looked for. */
export class NoProgram extends Error {}

const windows = process.platform === 'win32';
const NAME = windows ? 'spacefile-lsp.exe' : 'spacefile-lsp';

/** @throws {NoProgram} if there is none */
export async function findProgram(extension: vscode.Uri): Promise<Program> {
  const named = vscode.workspace.getConfiguration('spacefile').get<string>('server.path')?.trim();
  if (named) {
    const command = path.resolve(os.homedir(), named.replace(/^~(?=[\\/])/, os.homedir()));
    if (await isFile(command)) {
      return { command, origin: 'spacefile.server.path' };
    }
    throw new NoProgram(`The file named by "spacefile.server.path" doesn't exist: ${command}`);
  }
  const bundled = vscode.Uri.joinPath(extension, 'bin', NAME).fsPath;
  if (await isFile(bundled)) {
    await makeExecutable(bundled);
    return { command: bundled, origin: 'bundled' };
  }
  const onPath = await search(process.env['PATH'] ?? '');
  if (onPath) {
    return { command: onPath, origin: 'PATH' };
  }
  throw new NoProgram(
    'This package of the extension has no server for your platform, and there is no spacefile-lsp on the PATH.',
  );
}

/** Looks by itself, and in absolute folders only: Windows would try the opened folder first. */
async function search(folders: string): Promise<string | undefined> {
  for (const folder of folders.split(path.delimiter)) {
    const file = path.join(folder, NAME);
    if (path.isAbsolute(folder) && (await isFile(file)) && (await isExecutable(file))) {
      return file;
    }
  }
  return undefined;
}

function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** A package that was made on Windows has no executable bits. */
async function makeExecutable(file: string): Promise<void> {
  if (!windows && !(await isExecutable(file))) {
    // If this can't be done, starting the program says so.
    await chmod(file, 0o755).catch(() => undefined);
  }
}
