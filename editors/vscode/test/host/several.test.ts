/** A workspace of two folders, each a project of its own. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, expectRules, open } from './files';

describe('several folders', () => {
  it('are open', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
  });

  it('are judged each by what is in it, open or not', async () => {
    await open(at('Spacefile', 0));
    await expectRules(at('Spacefile', 0));
    await expectRules(at('Spacefile', 1), 'missing-src');
  });

  it('come and go', async () => {
    const third = vscode.Uri.joinPath(at('', 0), '../third');
    vscode.workspace.updateWorkspaceFolders(2, 0, { uri: third });
    await expectRules(vscode.Uri.joinPath(third, 'Spacefile'), 'unknown-engine');
    vscode.workspace.updateWorkspaceFolders(2, 1);
    await expectRules(vscode.Uri.joinPath(third, 'Spacefile'));
  });
});
