/** The previews of the projects, asked for when somebody looks and kept until they change. */

import * as vscode from 'vscode';
import type { Server } from '../server';
import { folderOf } from './projects';
import {
  type COMMAND,
  type IgnoredPathsParams,
  METHOD,
  type Preview,
  type ProjectParams,
  type Verdict,
} from './protocol';

export class Previews implements vscode.Disposable {
  /** By the URIs of the Spacefiles. */
  readonly #known = new Map<string, Promise<Preview>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly #server: Server;

  /** What was known is out of date. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#listener = server.onDidChangeHealth(() => {
      server.client?.onNotification(METHOD.previewChanged, ({ uri }: ProjectParams) => {
        this.#forget(vscode.Uri.parse(uri));
      });
      this.forget();
    });
  }

  /** Asks for everything anew when somebody looks the next time. */
  forget(): void {
    this.#known.clear();
    this.#changed.fire();
  }

  #forget(folder: vscode.Uri): void {
    const path = folder.path.replace(/\/$/, '');
    for (const spacefile of this.#known.keys()) {
      if (folderOf(vscode.Uri.parse(spacefile)).path === path) {
        this.#known.delete(spacefile);
      }
    }
    this.#changed.fire();
  }

  /** @throws if there is no server, or it has no answer */
  of(spacefile: vscode.Uri): Promise<Preview> {
    const key = spacefile.toString();
    let preview = this.#known.get(key);
    if (!preview) {
      preview = this.#ask<Preview>(METHOD.preview, { uri: key });
      this.#known.set(key, preview);
    }
    return preview;
  }

  /** What becomes of some paths, in their order. */
  verdicts(spacefile: vscode.Uri, paths: readonly string[]): Promise<Verdict[]> {
    const params: IgnoredPathsParams = { uri: spacefile.toString(), paths };
    return this.#ask(METHOD.ignoredPaths, params);
  }

  /** Has the server do something about a file or folder. */
  execute(command: (typeof COMMAND)[keyof typeof COMMAND], target: vscode.Uri): Promise<unknown> {
    const params = { command, arguments: [target.toString()] };
    return this.#ask('workspace/executeCommand', params);
  }

  async #ask<R>(method: string, params: unknown): Promise<R> {
    const { client } = this.#server;
    if (!client) {
      throw new Error('The language server is not running.');
    }
    return client.sendRequest<R>(method, params);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#listener.dispose();
  }
}
