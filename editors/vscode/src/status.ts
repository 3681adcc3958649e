/** The server in the language status, the `{}` of the status bar: its version, or what is wrong with it. */

import * as vscode from 'vscode';
import { DOCUMENTS } from './documents';
import type { Health, Server } from './server';

export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('spacefile.server', DOCUMENTS);
  item.name = 'Spacefile Language Server';
  const show = (health: Health): void => {
    item.busy = health.is === 'starting';
    item.severity =
      health.is === 'stopped'
        ? vscode.LanguageStatusSeverity.Error
        : vscode.LanguageStatusSeverity.Information;
    item.command =
      health.is === 'stopped'
        ? { command: 'spacefile.restartServer', title: 'Restart' }
        : { command: 'spacefile.showLog', title: 'Show Log' };
    switch (health.is) {
      case 'starting':
        item.text = 'spacefile-lsp starts';
        item.detail = '';
        break;
      case 'running':
        item.text = `spacefile-lsp ${health.version}`;
        item.detail = health.program.origin === 'bundled' ? 'bundled' : health.program.command;
        break;
      case 'stopped':
        item.text = 'spacefile-lsp is not running';
        item.detail = health.reason;
    }
  };
  show(server.health);
  return vscode.Disposable.from(item, server.onDidChangeHealth(show));
}
