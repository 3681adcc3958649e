/** `images/icon.png` from `images/icon.svg`: shops take no SVG. */

import { readFileSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright-core';

const images = new URL('../images/', import.meta.url).pathname;
const size = 256;

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(
  `<style>body { margin: 0 }</style>${readFileSync(`${images}icon.svg`, 'utf8')}`,
);
await page.screenshot({ path: `${images}icon.png`, omitBackground: true });
await browser.close();
