/** The running server: started, stopped, started again, and what is said when it can't be. */

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Listener } from './client';
import type { Channels } from './log';
import { NoProgram, type Program, findProgram } from './program';

/** What the server is about. */
export type Health =
  | { readonly is: 'starting' }
  | { readonly is: 'running'; readonly program: Program; readonly version: string }
  | { readonly is: 'stopped'; readonly reason: string };

export class Server implements vscode.Disposable {
  #client: LanguageClient | undefined;
  #health: Health = { is: 'stopped', reason: 'It was not started yet.' };
  /** How many clients there were; only the last one counts. */
  #started = 0;
  /** What is being done; one thing after the other. */
  #turn: Promise<void> = Promise.resolve();
  readonly #changed = new vscode.EventEmitter<Health>();
  readonly #extension: vscode.Uri;
  readonly #channels: Channels;

  /** The server has another health now. */
  readonly onDidChangeHealth = this.#changed.event;

  constructor(extension: vscode.Uri, channels: Channels) {
    this.#extension = extension;
    this.#channels = channels;
  }

  get health(): Health {
    return this.#health;
  }

  /** The client of a server that runs. */
  get client(): LanguageClient | undefined {
    return this.#health.is === 'running' ? this.#client : undefined;
  }

  /** Starts it anew, as the settings are now. */
  restart(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      await this.#halt();
      await this.#start();
    });
    return this.#turn;
  }

  stop(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#halt());
    return this.#turn;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #start(): Promise<void> {
    this.#become({ is: 'starting' });
    let program: Program | undefined;
    try {
      program = await findProgram(this.#extension);
      this.#channels.log.info(`starting ${program.command} (${program.origin})`);
      const { createClient } = await import('./client');
      const client = createClient(program, this.#channels, this.#follow(program));
      this.#client = client;
      await client.start();
    } catch (error) {
      this.#fail(explain(error, program));
    }
  }

  /** A server that ended is started again without us; a client that was left may still talk. */
  #follow(program: Program): Listener {
    const turn = ++this.#started;
    const now = (health: Health): void => {
      if (turn === this.#started) {
        this.#become(health);
      }
    };
    return {
      starting: () => {
        now({ is: 'starting' });
      },
      running: (version) => {
        now({ is: 'running', program, version });
      },
      lost: (reason) => {
        this.#fail(reason);
      },
    };
  }

  async #halt(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#started += 1;
    if (client) {
      // One that never came up or has gone can't be stopped, which is what we want.
      await client.dispose().catch(() => undefined);
    }
    this.#become({ is: 'stopped', reason: 'It was stopped.' });
  }

  #become(health: Health): void {
    this.#health = health;
    this.#changed.fire(health);
  }

  #fail(reason: string): void {
    this.#channels.log.error(reason);
    this.#become({ is: 'stopped', reason });
    void offer(`The Spacefile language server is not running. ${reason}`);
  }
}

function explain(error: unknown, program: Program | undefined): string {
  if (error instanceof NoProgram || !program) {
    return error instanceof Error ? error.message : String(error);
  }
  const said = error instanceof Error ? error.message : String(error);
  return `${program.command} (${program.origin}) could not be started, or is no such server: ${said}`;
}

async function offer(message: string): Promise<void> {
  const commands: Record<string, () => Thenable<unknown>> = {
    'Open Settings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', 'spacefile.server.path'),
    'Show Log': () => vscode.commands.executeCommand('spacefile.showLog'),
    'Try Again': () => vscode.commands.executeCommand('spacefile.restartServer'),
  };
  const chosen = await vscode.window.showErrorMessage(message, ...Object.keys(commands));
  await (chosen && commands[chosen]?.());
}
