/** The projects of the opened folders: where a Spacefile is. */

import * as path from 'node:path';
import * as vscode from 'vscode';

const NAME = 'Spacefile';
const PATTERN = `**/${NAME}`;
/** Where nobody keeps a project of theirs. */
const NOT_IN = '**/{node_modules,.git,.venv,venv}/**';
const MOST = 100;

/** A file of a project. */
export interface Located {
  readonly spacefile: vscode.Uri;
  /** Relative to the project, with `/`. */
  readonly path: string;
}

export class Projects implements vscode.Disposable {
  /** By the URIs of their Spacefiles. */
  readonly #spacefiles = new Map<string, vscode.Uri>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(PATTERN, false, true, false);
    this.#listeners = vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidCreate((uri) => {
        this.#add(uri);
      }),
      watcher.onDidDelete((uri) => {
        if (this.#spacefiles.delete(uri.toString())) {
          this.#changed.fire();
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.search()),
    );
  }

  /** Looks for all of them anew. */
  async search(): Promise<void> {
    const found = await vscode.workspace.findFiles(PATTERN, NOT_IN, MOST);
    this.#spacefiles.clear();
    for (const uri of found) {
      this.#add(uri);
    }
    this.#changed.fire();
  }

  /** Their Spacefiles, in the order of their paths. */
  get all(): vscode.Uri[] {
    return [...this.#spacefiles.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** The project that a file belongs to, which is the innermost around it, and its path in there. */
  locate(file: vscode.Uri): Located | undefined {
    const around = this.all.flatMap((spacefile) => {
      const path = relative(spacefile, file);
      return path === undefined ? [] : [{ spacefile, path }];
    });
    return around.sort((one, other) => one.path.length - other.path.length)[0];
  }

  #add(uri: vscode.Uri): void {
    // On some disks, and for the search, case makes no difference; for a push it does.
    if (uri.scheme === 'file' && path.posix.basename(uri.path) === NAME) {
      this.#spacefiles.set(uri.toString(), uri);
      this.#changed.fire();
    }
  }

  dispose(): void {
    this.#listeners.dispose();
  }
}

/** The folder of a Spacefile. */
export function folderOf(spacefile: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(spacefile, '..');
}

function relative(spacefile: vscode.Uri, file: vscode.Uri): string | undefined {
  const folder = folderOf(spacefile);
  const inside = file.path.startsWith(`${folder.path}/`) && file.scheme === folder.scheme;
  return inside ? file.path.slice(folder.path.length + 1) : undefined;
}
