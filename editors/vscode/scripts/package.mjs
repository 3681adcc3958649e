/**
 * Packs the extension with the server of one platform: `node scripts/package.mjs [--target NAME]`.
 *
 * The server is built in release mode for the target, or taken from `--server FILE`. `--target
 * universal` packs none. The package is `out/spacefile-TARGET.vsix`, or `--out FILE`.
 */

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const extension = fileURLToPath(new URL('..', import.meta.url));
const repository = path.join(extension, '../..');

/**
 * VS Code's names of the platforms, and Rust's.
 * @type {Record<string, string>}
 */
const TARGETS = {
  'linux-x64': 'x86_64-unknown-linux-gnu',
  'linux-arm64': 'aarch64-unknown-linux-gnu',
  'alpine-x64': 'x86_64-unknown-linux-musl',
  'alpine-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
};
const NONE = 'universal';
const VSCE = path.join(extension, 'node_modules/@vscode/vsce/vsce');
/** What is packed besides the README and the server; `.vscodeignore` says which files of it. */
const PARTS = [
  '.vscodeignore',
  'package.json',
  'CHANGELOG.md',
  'LICENSE',
  'dist',
  'images',
  'languages',
  'syntaxes',
  'walkthrough',
];
/** Where this is in the repository. */
const PLACE = 'editors/vscode';
const here = `${process.platform}-${process.arch}`;

const { values: options } = parseArgs({
  options: {
    target: { type: 'string', default: here },
    server: { type: 'string' },
    out: { type: 'string' },
  },
});
const { target } = options;
if (target !== NONE && !TARGETS[target]) {
  throw new Error(`the targets are ${[...Object.keys(TARGETS), NONE].join(', ')}; not ${target}`);
}

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {string} folder
 */
function run(command, parameters, folder) {
  execFileSync(command, parameters, { cwd: folder, stdio: 'inherit' });
}

/**
 * Where the project can be read, if there is such a place.
 * @param {string} manifest
 */
function homeOf(manifest) {
  /** @type {unknown} */
  const read = JSON.parse(manifest);
  return /** @type {{ repository?: { url: string } }} */ (read).repository?.url;
}

/**
 * VS Code shows pictures from the web only, which they are on once the project has a home.
 * @param {string} text
 */
function withoutPictures(text) {
  return text.replace(/^!\[.*\n\n/gm, '');
}

/** Builds the server, and says where it is. */
function build() {
  const triple = TARGETS[target] ?? '';
  const name = target.startsWith('win32') ? 'spacefile-lsp.exe' : 'spacefile-lsp';
  // This machine's own is where the README's commands look for it, too.
  const parameters = target === here ? [] : ['--target', triple];
  run(
    'cargo',
    ['build', '--release', '--locked', '--bin', 'spacefile-lsp', ...parameters],
    repository,
  );
  const built = process.env['CARGO_TARGET_DIR'] ?? path.join(repository, 'target');
  return path.join(built, target === here ? '' : triple, 'release', name);
}

run('node', ['scripts/build.mjs'], extension);

// What is packed, in a folder of its own.
const staged = path.join(extension, 'out/package');
rmSync(staged, { recursive: true, force: true });
for (const part of PARTS) {
  cpSync(path.join(extension, part), path.join(staged, part), { recursive: true });
}
const readme = readFileSync(path.join(extension, 'README.md'), 'utf8');
const home = homeOf(readFileSync(path.join(extension, 'package.json'), 'utf8'));
writeFileSync(path.join(staged, 'README.md'), home ? readme : withoutPictures(readme));
if (target !== NONE) {
  const name = target.startsWith('win32') ? 'spacefile-lsp.exe' : 'spacefile-lsp';
  mkdirSync(path.join(staged, 'bin'));
  copyFileSync(options.server ?? build(), path.join(staged, 'bin', name));
}

const out = path.resolve(options.out ?? path.join(extension, 'out', `spacefile-${target}.vsix`));
const links = home
  ? [
      '--baseContentUrl',
      `${home}/blob/HEAD/${PLACE}`,
      '--baseImagesUrl',
      `${home}/raw/HEAD/${PLACE}`,
    ]
  : ['--allow-missing-repository', '--no-rewrite-relative-links'];
const platform = target === NONE ? [] : ['--target', target];
run('node', [VSCE, 'package', '--no-dependencies', ...links, ...platform, '--out', out], staged);
if (!existsSync(out)) {
  throw new Error(`${out} was not made`);
}
const size = (statSync(out).size / 1e6).toFixed(1);
console.log(`${path.relative(process.cwd(), out)}: ${size} MB`);
