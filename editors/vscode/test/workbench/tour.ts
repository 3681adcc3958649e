/** A person's way through the extension, with the pictures of the READMEs on it. */

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Workbench } from '../rig/workbench';
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
      const start = performance.now();
      await code.open('Spacefile');
      await code.squiggles('error').first().waitFor();
      const took = performance.now() - start;
      console.log(`time  from asking for the first file to the squiggle: ${took.toFixed(0)} ms`);
      assert.equal(await code.page.locator('#status\\.editor\\.mode').innerText(), 'Spacefile');

      await code.goTo(13, 15);
      const hover = await code.hover();
      assert.match(hover, /there is no engine `python3\.11`/);
      await picture('finding');
      await code.page.keyboard.press('Escape');

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

      assert.deepEqual(await code.notifications(), []);
      const activation = await code.activation('Spacefile');
      console.log(`time  activation, by VS Code: ${String(activation)} ms`);
      assert.ok(activation < 50);
    });
  });
}
