/** The upload preview: its view, the dimmed files, and lines written on demand. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Node } from '../../src/preview/nodes';
import { until } from '../rig/until';
import { api, at, open, retype, running } from './files';

/** What the view shows: a line each, further in below its parent. */
async function shown(nodes?: readonly Node[], indent = ''): Promise<string[]> {
  const { tree } = api().preview;
  const lines = (nodes ?? (await tree.getChildren())).map(async (node) => {
    const { label, description } = tree.getTreeItem(node);
    const name = typeof label === 'string' ? label : (label?.label ?? '');
    const line = `${indent}${name}${description ? ` (${String(description)})` : ''}`;
    return [line, ...(await shown(await tree.getChildren(node), `${indent}  `))];
  });
  return (await Promise.all(lines)).flat();
}

/** What is said of a file that is dimmed. */
async function dimmed(file: string): Promise<string | undefined> {
  const decoration = await api().preview.decorations.provideFileDecoration(at(file));
  return decoration?.tooltip;
}

describe('the upload preview', () => {
  before(async () => {
    await open(at('Spacefile'));
    await running();
  });

  it('lists what goes up, the largest first, and what does not by which line', async () => {
    await until('the projects are known', async () => (await shown()).length > 1);
    assert.deepEqual(await shown(), [
      'Goes up (4 files, 3.1 kB of 250 MB)',
      '  web (2 files, 3 kB)',
      '    app.js (2 kB)',
      '    index.html (1 kB)',
      '  Spacefile (77 bytes)',
      '  main.py (11 bytes)',
      'Left out',
      '  .env (default .env)',
      '  .spaceignore (default .spaceignore)',
      '  docs (.spaceignore:2 docs)',
      '  web/node_modules (default node_modules)',
    ]);
  });

  it('can be filtered', async () => {
    const { tree } = api().preview;
    tree.filter('APP');
    assert.deepEqual((await shown()).slice(1, 4), [
      '  web (1 file, 2 kB)',
      '    app.js (2 kB)',
      'Left out',
    ]);
    tree.filter('');
    assert.equal((await shown()).length, 11);
  });

  it('dims what stays here, unless it is told not to', async () => {
    assert.equal(await dimmed('docs'), 'Left out of the upload by .spaceignore:2 docs');
    assert.equal(await dimmed('docs/a.md'), 'Left out of the upload by .spaceignore:2 docs');
    assert.equal(await dimmed('main.py'), undefined);
    const set = (value: boolean | undefined): Thenable<void> =>
      vscode.workspace
        .getConfiguration('spacefile')
        .update('preview.dimIgnoredFiles', value, vscode.ConfigurationTarget.Global);
    await set(false);
    await until('nothing is dimmed', async () => (await dimmed('docs')) === undefined);
    await set(undefined);
    await until('it is dimmed again', async () => (await dimmed('docs')) !== undefined);
  });

  it('follows what is typed into .spaceignore', async () => {
    const changed = new Set<string>();
    const listener = api().preview.decorations.onDidChangeFileDecorations((uris) => {
      uris.forEach((uri) => changed.add(vscode.workspace.asRelativePath(uri)));
    });
    await dimmed('web/app.js');
    const editor = await open(at('.spaceignore'));
    await retype(editor, '*.py\n');
    await until('the view follows', async () =>
      (await shown()).includes('  main.py (.spaceignore:1 *.py)'),
    );
    assert.equal(await dimmed('main.py'), 'Left out of the upload by .spaceignore:1 *.py');
    assert.equal(await dimmed('docs'), undefined);
    await until('the explorer is told', () => changed.has('main.py') && changed.has('docs'));
    // What looks as before is not asked for again.
    assert.ok(!changed.has('web/app.js'), [...changed].join(', '));
    listener.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('all is as before', async () => (await dimmed('docs')) !== undefined);
  });

  it('notices new files', async () => {
    await vscode.workspace.fs.writeFile(at('new.txt'), Buffer.alloc(5));
    await until('it is listed', async () => (await shown()).includes('  new.txt (5 bytes)'));
    await vscode.workspace.fs.delete(at('new.txt'));
    await until('it is gone', async () => !(await shown()).includes('  new.txt (5 bytes)'));
  });

  it('writes lines that leave a file out and take it back', async () => {
    await vscode.commands.executeCommand('spacefile.ignore', at('main.py'));
    await until('it is dimmed', async () => (await dimmed('main.py')) !== undefined);
    const { document } = await until('the lines are shown', () =>
      vscode.window.visibleTextEditors.find((editor) =>
        editor.document.uri.path.endsWith('/.spaceignore'),
      ),
    );
    assert.ok(document.isDirty);
    assert.match(document.getText(), /main\.py\n$/);
    await vscode.commands.executeCommand('spacefile.keep', at('main.py'));
    await until('it goes up again', async () => (await dimmed('main.py')) === undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens as a text', async () => {
    await open(at('Spacefile'));
    await vscode.commands.executeCommand('spacefile.previewDocument');
    await until('it is shown', () =>
      vscode.window.activeTextEditor?.document.getText().includes('would upload 4 files'),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says why it knows nothing while there is no server', async () => {
    await api().server.stop();
    assert.deepEqual(await shown(), ['The language server is not running.']);
    assert.equal(await dimmed('docs'), undefined);
    await vscode.commands.executeCommand('spacefile.restartServer');
    await until('it is back', async () => (await shown()).length === 11);
  });
});
