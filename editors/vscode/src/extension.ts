/** What happens when VS Code opens a folder or a file that is ours. */

import * as vscode from 'vscode';
import { Channels } from './log';
import { type Preview, registerPreview } from './preview';
import { registerRules } from './rules';
import { Server } from './server';
import { registerStatus } from './status';

let server: Server | undefined;

/** What other extensions, and the tests, get to see. */
export interface Api {
  readonly server: Server;
  readonly preview: Preview;
}

/** Waits for nothing: the server comes up while VS Code goes on. */
export function activate(context: vscode.ExtensionContext): Api {
  const channels = new Channels();
  const running = new Server(context.extensionUri, channels);
  server = running;
  context.subscriptions.push(
    channels,
    running,
    registerStatus(running),
    registerRules(context.extensionUri),
    vscode.commands.registerCommand('spacefile.restartServer', () => running.restart()),
    vscode.commands.registerCommand('spacefile.showLog', () => {
      channels.log.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('spacefile.server.path')) {
        void running.restart();
      }
    }),
  );
  const preview = registerPreview(running, context.subscriptions);
  void vscode.commands.executeCommand('setContext', 'spacefile.active', true);
  void running.restart();
  return { server: running, preview };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
