/** Files, editors and findings, as the suites use them. */

import * as vscode from 'vscode';
import type { Api } from '../../src/extension';
import { until } from '../rig/until';
import { say } from './say';

export const ID = 'spacefile-lsp.spacefile';

export const extension = (): vscode.Extension<Api> => {
  const found = vscode.extensions.getExtension<Api>(ID);
  if (!found) {
    throw new Error(`${ID} is not installed`);
  }
  return found;
};

export const api = (): Api => extension().exports;

/** Waits until the extension is active and its server runs. */
export async function running(): Promise<void> {
  await until('the extension is active', () => extension().isActive);
  await until('the server runs', () => api().server.health.is === 'running');
}

/** The place of a file below one of the opened folders. */
export function at(path: string, folder = 0): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[folder];
  if (!root) {
    throw new Error('there is no such folder');
  }
  return vscode.Uri.joinPath(root.uri, path);
}

export async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
}

export async function read(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
}

/** Shows a file, with the cursor behind a text in it. */
export async function open(uri: vscode.Uri, behind = ''): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  const place = position(editor.document, behind);
  editor.selection = new vscode.Selection(place, place);
  return editor;
}

/** The place right behind the first occurrence of a text. */
export function position(document: vscode.TextDocument, behind: string): vscode.Position {
  const index = document.getText().indexOf(behind);
  if (index < 0) {
    throw new Error(`"${behind}" is not in ${document.getText()}`);
  }
  return document.positionAt(index + behind.length);
}

/** Makes the whole text another one, as if it were typed. */
export async function retype(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(
    new vscode.Position(0, 0),
    document.positionAt(document.getText().length),
  );
  await editor.edit((edit) => {
    edit.replace(all, text);
  });
}

/** Saves a file, and says so if VS Code doesn't at once. */
export async function save({ document }: vscode.TextEditor): Promise<void> {
  await until('it is saved', async () => {
    const saved = (await document.save()) && !document.isDirty;
    if (!saved) {
      say(`note  not saved yet: ${document.isDirty ? 'changed' : 'unchanged'}`);
    }
    return saved;
  });
}

export const rule = (finding: vscode.Diagnostic): string =>
  String(typeof finding.code === 'object' ? finding.code.value : finding.code);

/** The rules of what is found in a file. */
export const rules = (uri: vscode.Uri): string[] => vscode.languages.getDiagnostics(uri).map(rule);

/** Waits until exactly these rules are broken. */
export async function expectRules(uri: vscode.Uri, ...expected: string[]): Promise<void> {
  const wanted = JSON.stringify(expected.sort());
  await until(`findings ${wanted}`, () => JSON.stringify(rules(uri).sort()) === wanted).catch(
    (error: unknown) => {
      throw new Error(`found ${JSON.stringify(rules(uri))}`, { cause: error });
    },
  );
}
