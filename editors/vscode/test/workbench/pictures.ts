/** Each picture that a README shows is one that the tours make, so that it can be made anew. */

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { PICTURES } from './tour';

const EXTENSION = path.join(import.meta.dirname, '..');

export async function pictures(): Promise<void> {
  const made = await readdir(PICTURES);
  for (const readme of ['README.md', '../../README.md']) {
    const file = path.join(EXTENSION, readme);
    const text = await readFile(file, 'utf8');
    const shown = [...text.matchAll(/!\[[^\]]*\]\(([^)]*\.png)\)/g)].map((found) => found[1] ?? '');
    assert.ok(shown.length > 0, `${readme} shows no picture`);
    for (const picture of shown) {
      assert.ok(
        made.includes(path.basename(picture)),
        `nothing makes ${picture}, which ${readme} shows`,
      );
      // The picture itself is there, too: it was made before.
      await readFile(path.join(path.dirname(file), picture));
    }
  }
}
