/** Where things are written down for those who look for a fault. */

import * as vscode from 'vscode';

const SETTING = 'spacefile.trace.server';

export class Channels implements vscode.Disposable {
  /** What the server and the extension do. */
  readonly log = vscode.window.createOutputChannel('Spacefile', { log: true });
  /** Every message between them, while `spacefile.trace.server` asks for it. */
  readonly trace: vscode.LogOutputChannel;
  readonly #disposables: vscode.Disposable;

  constructor() {
    const shown = vscode.window.createOutputChannel('Spacefile Trace', { log: true });
    const changed = new vscode.EventEmitter<vscode.LogLevel>();
    // The library traces while the channel is at its lowest level; here the setting alone decides.
    this.trace = {
      ...shown,
      get logLevel() {
        return traceLevel();
      },
      onDidChangeLogLevel: changed.event,
      trace: (message) => {
        shown.info(message);
      },
    };
    this.#disposables = vscode.Disposable.from(
      this.log,
      shown,
      changed,
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) {
          changed.fire(traceLevel());
        }
      }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function traceLevel(): vscode.LogLevel {
  const setting = vscode.workspace.getConfiguration().get<string>(SETTING, 'off');
  return setting === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
}
