/** Makes `out/test.mjs`, the tests, and `out/host/`, what of them runs within the extension host. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const suites = readdirSync(`${root}test/host`).filter((file) => file.endsWith('.test.ts'));

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
};
await build({
  ...common,
  entryPoints: ['main.ts', ...suites].map((file) => `${root}test/host/${file}`),
  outdir: `${root}out/host`,
  format: 'cjs',
  external: ['vscode', 'mocha'],
});
await build({
  ...common,
  entryPoints: [`${root}test/main.ts`],
  outfile: `${root}out/test.mjs`,
  format: 'esm',
  packages: 'external',
});
