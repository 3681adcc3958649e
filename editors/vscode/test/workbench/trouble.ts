/** What a user sees when the server can't be started, and the way out. */

import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Workbench } from '../rig/workbench';
import { project } from './project';

export async function trouble(browser: Browser, vsix: string): Promise<void> {
  await project(async (folder) => {
    const named = path.join(folder, '../spacefile-lsp');
    const settings = { 'spacefile.server.path': named };
    await Workbench.use(browser, { vsix: [vsix], folder, settings }, async (code) => {
      await code.open('Spacefile');
      const toast = code.page.locator('.notification-toast');
      await toast.waitFor();
      const [told] = await code.notifications();
      assert.match(told ?? '', /not running.*"spacefile\.server\.path" doesn't exist/);
      assert.ok(told?.includes(named), told);
      for (const button of ['Open Settings', 'Show Log', 'Try Again']) {
        await toast.locator('.monaco-button', { hasText: button }).waitFor();
      }
      // One message, however often VS Code asks for something.
      assert.equal((await code.notifications()).length, 1);
      assert.equal(await code.squiggles('error').count(), 0);

      await symlink(path.join(import.meta.dirname, 'package/bin/spacefile-lsp'), named);
      await toast.locator('.monaco-button', { hasText: 'Try Again' }).click();
      await code.squiggles('error').first().waitFor();
    });
  });
}
