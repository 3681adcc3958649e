/**
 * Makes `dist/`: the extension, the client library apart from it, and the pages of the rules.
 * `--watch` goes on doing it.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * The pages of `docs/rules.md`: each begins with a heading of the second level and a line that says
 * how much its findings matter.
 * @param {string} text
 */
function rules(text) {
  /** @type {Record<string, { severity: string, summary: string, page: string }>} */
  const found = {};
  for (const section of text.split(/^## (?=[a-z-]+\n)/m).slice(1)) {
    const [, name, severity, summary] = /^([a-z-]+)\n\n\*(\w+)\*: (.*)\.\n/.exec(section) ?? [];
    if (!name || !severity || !summary) {
      throw new Error(`docs/rules.md has a section that is no rule's: ${section.slice(0, 60)}`);
    }
    found[name] = { severity, summary, page: `# ${section}` };
  }
  return found;
}

mkdirSync(`${root}dist`, { recursive: true });
const pages = rules(readFileSync(`${root}../../docs/rules.md`, 'utf8'));
writeFileSync(`${root}dist/rules.json`, JSON.stringify(pages));

/** @type {import('esbuild').BuildOptions} */
const common = {
  outdir: `${root}dist`,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
};
// The library takes long to load, so the extension does that by itself, later.
const builds = await Promise.all([
  context({
    ...common,
    entryPoints: [`${root}src/extension.ts`],
    external: ['vscode', './client'],
  }),
  context({ ...common, entryPoints: [`${root}src/client.ts`], external: ['vscode'] }),
]);
for (const build of builds) {
  if (process.argv.includes('--watch')) {
    await build.watch();
  } else {
    await build.rebuild();
    await build.dispose();
  }
}
