/** The size of the upload in the language status, with a link to the preview. */

import * as vscode from 'vscode';
import { DOCUMENTS } from '../documents';
import type { Previews } from './previews';
import type { Projects } from './projects';
import { MOST_BYTES } from './protocol';
import { files, size } from './words';

export function registerUploadStatus(projects: Projects, previews: Previews): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('spacefile.upload', DOCUMENTS);
  item.name = 'Spacefile Upload';
  item.command = { command: 'spacefile.previewUpload', title: 'Preview' };
  let turn = 0;
  const show = async (): Promise<void> => {
    const current = ++turn;
    const editor = vscode.window.activeTextEditor;
    const ours = editor && vscode.languages.match(DOCUMENTS, editor.document) > 0;
    const located = ours ? projects.locate(editor.document.uri) : undefined;
    if (!located) {
      item.text = 'No upload';
      item.detail = '';
      return;
    }
    item.busy = true;
    const preview = await previews.of(located.spacefile).catch(() => undefined);
    if (current !== turn) {
      return;
    }
    item.busy = false;
    item.text = preview ? `${size(preview.bytes)} of ${size(MOST_BYTES)}` : 'Unknown upload';
    item.detail = preview ? (preview.aborts ?? files(preview.files)) : '';
    const fits = preview === undefined || (preview.bytes <= MOST_BYTES && preview.aborts === null);
    item.severity = fits
      ? vscode.LanguageStatusSeverity.Information
      : vscode.LanguageStatusSeverity.Warning;
  };
  const again = (): void => void show();
  again();
  return vscode.Disposable.from(
    item,
    projects.onDidChange(again),
    previews.onDidChange(again),
    vscode.window.onDidChangeActiveTextEditor(again),
  );
}
