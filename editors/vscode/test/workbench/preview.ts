/** The upload preview beside the folders, as the tour shows it. */

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../rig/until';
import type { Workbench } from '../rig/workbench';

/** Shows it, and waits until all that stays here is dimmed in both. */
export async function showPreview(code: Workbench): Promise<void> {
  await code.command('Spacefile: Preview Upload');
  const pane = code.page.locator('.pane', { hasText: 'Upload Preview' });
  const inPreview = (text: string): Locator =>
    pane.locator('.monaco-list-row', { hasText: text }).first();
  const inExplorer = (text: string): Locator =>
    code.page.locator('.explorer-folders-view .monaco-list-row', { hasText: text }).first();
  await inPreview('Goes up').waitFor();
  await inPreview('web').waitFor();
  await enlarge(code, pane);
  await inPreview('Left out').click();
  await inPreview('.spaceignore:2').waitFor();
  const dimmed = [
    inExplorer('docs'),
    inExplorer('.env'),
    ...['.env', '__pycache__', 'docs', 'node_modules', 'logo.psd'].map(inPreview),
  ];
  await until('what stays here has a colour of its own', async () => {
    const usual = await colour(inExplorer('web'));
    const colours = new Set(await Promise.all(dimmed.map(colour)));
    return colours.size === 1 && !colours.has(usual);
  });
}

function colour(row: Locator): Promise<string> {
  return row.locator('.label-name').evaluate((name) => getComputedStyle(name).color);
}

/** Makes the preview higher and wider by drawing its upper and then its right edge. */
async function enlarge(code: Workbench, pane: Locator): Promise<void> {
  const { mouse } = code.page;
  const draw = async (x: number, y: number, right: number, down: number): Promise<void> => {
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + right, y + down, { steps: 10 });
    await mouse.up();
  };
  const before = await pane.boundingBox();
  assert.ok(before);
  await draw(before.x + before.width / 2, before.y, 0, -200);
  const higher = await pane.boundingBox();
  assert.ok(higher && higher.height > before.height);
  await draw(higher.x + higher.width, higher.y + higher.height / 2, 90, 0);
}
