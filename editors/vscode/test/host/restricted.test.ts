/** A folder that nobody trusts: what it names is not started, and files are checked all the same. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../rig/until';
import { api, at, expectRules, open, running } from './files';

describe('restricted', () => {
  it('is what this folder is', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('checks files', async () => {
    await open(at('Spacefile'));
    await expectRules(at('Spacefile'), 'unknown-engine');
  });

  it("starts the server that came along, not the folder's", async () => {
    await running();
    const settings = await until('settings of the folder', async () =>
      (await vscode.workspace.openTextDocument(at('.vscode/settings.json'))).getText(),
    );
    assert.match(settings, /"spacefile.server.path"/);
    const { health } = api().server;
    assert.ok(health.is === 'running');
    assert.equal(health.program.origin, 'bundled');
  });
});
