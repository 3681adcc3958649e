/**
 * Packs the extension with the server of one platform: `node scripts/package.mjs [--target NAME]`.
 *
 * The server is built in release mode for the target, or taken from `--server FILE`. `--target
 * universal` packs none. The package is `out/spacefile-TARGET.vsix`, or `--out FILE`.
 */

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
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

const bin = path.join(extension, 'bin');
rmSync(bin, { recursive: true, force: true });
if (target !== NONE) {
  const server = options.server ?? build();
  mkdirSync(bin);
  const name = target.startsWith('win32') ? 'spacefile-lsp.exe' : 'spacefile-lsp';
  copyFileSync(server, path.join(bin, name));
}
run('node', ['scripts/build.mjs'], extension);
const out = path.resolve(options.out ?? path.join(extension, 'out', `spacefile-${target}.vsix`));
mkdirSync(path.dirname(out), { recursive: true });
run(
  path.join(extension, 'node_modules/.bin/vsce'),
  [
    'package',
    '--no-dependencies',
    // There is no public home yet: pictures and links stay as they are.
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    ...(target === NONE ? [] : ['--target', target]),
    '--out',
    out,
  ],
  extension,
);
if (!existsSync(out)) {
  throw new Error(`${out} was not made`);
}
const size = (statSync(out).size / 1e6).toFixed(1);
console.log(`${path.relative(process.cwd(), out)}: ${size} MB`);
