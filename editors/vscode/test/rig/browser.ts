/** The browser that shows a VS Code. */

import process from 'node:process';
import { type Browser, type Page, chromium } from 'playwright-core';
import type { CodeServer } from './code-server';

export const SIZE = { width: 1120, height: 700 };

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // As root there is no sandbox to be had.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--force-color-profile=srgb',
    ],
  });
}

/** A page of VS Code; `place` is `folder=PATH` or `workspace=PATH`, and what else the address takes. */
export async function openCode(
  browser: Browser,
  server: CodeServer,
  place: Record<string, string>,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: 1 });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await prepare?.(page);
  const query = new URLSearchParams(place).toString();
  await page.goto(`${server.address}/?${query}`, { waitUntil: 'domcontentloaded' });
  return page;
}
