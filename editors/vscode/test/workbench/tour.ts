/** A person's way through the extension, with the pictures of the READMEs on it. */

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { told } from '../rig/times';
import { Workbench } from '../rig/workbench';
import { showPreview } from './preview';
import { project } from './project';

/** Where the pictures go. */
export const PICTURES = path.join(import.meta.dirname, 'pictures');

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' } as const;

export async function tour(browser: Browser, vsix: string, theme: 'dark' | 'light'): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await project(async (folder) => {
    const settings = {
      'workbench.colorTheme': THEMES[theme],
      'editor.fontFamily': 'DejaVu Sans Mono',
      'workbench.layoutControl.enabled': false,
      'editor.minimap.enabled': false,
    };
    await Workbench.use(browser, { vsix: [vsix], folder, settings }, async (code) => {
      const picture = async (name: string): Promise<void> => {
        await code.page.screenshot({ path: path.join(PICTURES, `${name}-${theme}.png`) });
      };
      await code.open('Spacefile');
      await code.squiggles('error').first().waitFor();
      await speed(code);
      assert.equal(await code.page.locator('#status\\.editor\\.mode').innerText(), 'Spacefile');

      await code.goTo(13, 15);
      await code.hover(/no engine `python3\.11`.*unknown-engine.*engine: one of.*Quick Fix/);
      await picture('finding');
      await code.page.locator('.monaco-hover a', { hasText: 'unknown-engine' }).click();
      await code.page.locator('.tab.active', { hasText: 'unknown-engine' }).waitFor();
      await code.close();

      await code.goTo(13, 15);
      const fixes = await code.quickFixes();
      assert.ok(
        fixes.some((fix) => fix.includes('python3.9')),
        fixes.join(', '),
      );
      await picture('fix');
      await code.pickFix(fixes.find((fix) => fix.includes('python3.9')) ?? '');
      await code.waitForText('engine: python3.9');
      await code.page.keyboard.press('Control+S');
      await code.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      assert.match(await readFile(path.join(folder, 'Spacefile'), 'utf8'), /engine: python3\.9\n/);

      await code.goTo(13, 23);
      await code.page.keyboard.press('Enter');
      const offered = await code.completions();
      assert.ok(offered.includes('commands'), offered.join(', '));
      assert.ok(!offered.includes('serve'), 'a Micro of Python serves no folder');
      await picture('completion');
      await code.page.keyboard.press('Escape');
      await code.page.keyboard.press('Control+Z');

      await showPreview(code);
      const lens = code.page.locator('.codelens-decoration', { hasText: 'python3.9 · /api' });
      await lens.waitFor();
      await picture('preview');

      assert.deepEqual(await code.notifications(), []);
      await code.command('Spacefile: Why Is This File In or Out?');
      const why = code.page.locator('.notification-toast', { hasText: 'Spacefile goes up' });
      await why.waitFor();
      const activation = await code.activation('Spacefile');
      console.log(told('activation, by VS Code', [activation], 50));
    });
  });
}

/** How long it takes from a click on a file until what is wrong in it is underlined. */
async function speed(code: Workbench): Promise<void> {
  const file = code.page.locator('.explorer-folders-view .monaco-list-row', {
    hasText: 'Spacefile',
  });
  const times: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    await code.close();
    const start = performance.now();
    await file.click();
    await code.squiggles('error').first().waitFor();
    times.push(performance.now() - start);
  }
  console.log(told('from a click on a file to the squiggle', times, 500));
}
