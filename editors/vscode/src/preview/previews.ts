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

/** How long the server's news are collected, in milliseconds: while somebody types, they are many. */
const PAUSE = 100;

interface Known {
  readonly preview: Promise<Preview>;
  readonly cancel: vscode.CancellationTokenSource;
}

export class Previews implements vscode.Disposable {
  /** By the URIs of the Spacefiles. */
  readonly #known = new Map<string, Known>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly #server: Server;
  #pause: NodeJS.Timeout | undefined;

  /** What was known is out of date. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    let news: vscode.Disposable | undefined;
    this.#listener = server.onDidChangeHealth(() => {
      news?.dispose();
      news = server.client?.onNotification(METHOD.previewChanged, ({ uri }: ProjectParams) => {
        this.#forget(vscode.Uri.parse(uri));
      });
      this.forget();
    });
  }

  /** Asks for everything anew when somebody looks the next time. */
  forget(): void {
    for (const { cancel } of this.#known.values()) {
      cancel.cancel();
    }
    this.#known.clear();
    this.#changed.fire();
  }

  #forget(folder: vscode.Uri): void {
    const path = folder.path.replace(/\/$/, '');
    for (const [spacefile, { cancel }] of this.#known) {
      if (folderOf(vscode.Uri.parse(spacefile)).path === path) {
        this.#known.delete(spacefile);
        cancel.cancel();
      }
    }
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      this.#changed.fire();
    }, PAUSE);
  }

  /** @throws if there is no server, or it has no answer */
  async of(spacefile: vscode.Uri): Promise<Preview> {
    const key = spacefile.toString();
    let known = this.#known.get(key);
    if (!known) {
      const cancel = new vscode.CancellationTokenSource();
      const preview = this.#ask<Preview>(METHOD.preview, { uri: key }, cancel.token);
      known = { preview, cancel };
      this.#known.set(key, known);
    }
    try {
      return await known.preview;
    } catch (error) {
      if (known.cancel.token.isCancellationRequested) {
        // There is something newer.
        return this.of(spacefile);
      }
      this.#known.delete(key);
      throw error;
    }
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

  async #ask<R>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<R> {
    const { client } = this.#server;
    if (!client) {
      throw new Error('The language server is not running.');
    }
    // The library takes a token that is `undefined` for one more parameter.
    return token
      ? client.sendRequest<R>(method, params, token)
      : client.sendRequest<R>(method, params);
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#changed.dispose();
    this.#listener.dispose();
  }
}
