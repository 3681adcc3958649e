/** What helps while a Spacefile is written: completion, hovers, renaming, formatting. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../rig/until';
import { at, open, position, read, retype, running, save, write } from './files';

const FINE = `v: 0
micros:
  - name: web
    src: web
    engine: svelte
    primary: true
  - name: api
    src: api
    engine: python3.9
`;

describe('help with a Spacefile', () => {
  const uri = at('Spacefile');
  let editor: vscode.TextEditor;

  before(async () => {
    await write(at('web/package.json'), '{}\n');
    await write(at('api/main.py'), 'app = None\n');
    await write(uri, FINE);
    editor = await open(uri);
    await running();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  /** Accepts the first of what is offered behind a text, as a person does, and gives the line. */
  async function accept(text: string): Promise<string> {
    await retype(editor, text);
    const end = position(editor.document, text);
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    // The list comes when it comes; there is no telling whether it is there.
    await until('something is accepted', async () => {
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return editor.document.getText() !== text;
    });
    return editor.document.lineAt(end.line).text;
  }

  it('completes values', async () => {
    const line = await accept(FINE.replace('python3.9\n', 'py'));
    assert.equal(line, '    engine: python3.9');
  });

  it('completes paths that exist', async () => {
    const line = await accept('v: 0\nmicros:\n  - name: api\n    src: ap');
    assert.match(line, /^ {4}src: (\.\/)?api\/?$/);
  });

  it('completes keys', async () => {
    const line = await accept('v: 0\nmicros:\n  - name: api\n    src: api\n    eng');
    assert.match(line, /^ {4}engine: ?/);
  });

  it('says what a key is for', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      position(editor.document, 'engi'),
    );
    const words = hovers.flatMap(({ contents }) =>
      contents.map((part) => (part as vscode.MarkdownString).value),
    );
    assert.match(words.join('\n'), /engine/);
  });

  it('leads to what a path names', async () => {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      uri,
      position(editor.document, 'src: ap'),
    );
    const targets = found.map((one) => ('targetUri' in one ? one.targetUri : one.uri).path);
    assert.ok(
      targets.some((target) => target.startsWith(at('api').path)),
      targets.join(', '),
    );
  });

  it('renames a Micro', async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      uri,
      position(editor.document, 'name: ap'),
      'backend',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(editor.document.getText(), /name: backend\n/);
  });

  it('lays the file out on save if it is told to', async () => {
    const settings = vscode.workspace.getConfiguration('editor', { languageId: 'spacefile' });
    const set = (value: boolean | undefined): Thenable<void> =>
      settings.update('formatOnSave', value, vscode.ConfigurationTarget.Workspace, true);
    await set(true);
    try {
      await retype(editor, FINE.replaceAll('    ', '      ').replaceAll('  - ', '    - '));
      await save(editor);
      assert.equal(await read(uri), FINE);
    } finally {
      await set(undefined);
    }
  });
});
