/** The previews of the projects, asked for when somebody looks and kept until they change. */

import * as vscode from 'vscode';
import type { Server } from '../server';
import {
  type IgnoredPathsParams,
  METHOD,
  type Preview,
  type PreviewParams,
  type Verdict,
} from './protocol';

export class Previews implements vscode.Disposable {
  readonly #known = new Map<string, Promise<Preview>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly #server: Server;

  /** What was known is out of date. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#listener = server.onDidChangeHealth(() => {
      server.client?.onNotification(METHOD.previewChanged, () => {
        this.forget();
      });
      this.forget();
    });
  }

  /** Asks for everything anew when somebody looks the next time. */
  forget(): void {
    this.#known.clear();
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
    const uri = spacefile.toString();
    return this.#ask<Verdict[]>(METHOD.ignoredPaths, { uri, paths });
  }

  async #ask<R>(method: string, params: PreviewParams | IgnoredPathsParams): Promise<R> {
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
