/** The project of the pictures: an app with a page and an API, and what lies around in such a folder. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFiles } from '../rig/files';

const SPACEFILE = `# Notes that are kept for a while.
v: 0
app_name: Notes

micros:
  - name: web
    src: web
    engine: svelte
    primary: true

  - name: api
    src: api
    engine: python3.11
    run: uvicorn main:app --port $PORT
    public_routes:
      - /health
    actions:
      - id: tidy
        name: Tidy up
        trigger: schedule
        default_interval: 1 days
`;

const FILES: Record<string, string | Buffer> = {
  Spacefile: SPACEFILE,
  '.spaceignore': '# What the build needs and users do not\n*.psd\ndocs\n',
  '.env': 'TOKEN=secret\n',
  'api/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n'.repeat(20),
  'api/requirements.txt': 'fastapi\nuvicorn\n',
  'api/__pycache__/main.cpython-39.pyc': Buffer.alloc(9_000),
  'docs/notes.md': '# Notes\n',
  'web/index.html': '<!doctype html>\n<title>Notes</title>\n',
  'web/package.json': '{ "name": "web" }\n',
  'web/src/app.js': 'export const notes = [];\n'.repeat(300),
  'web/src/logo.psd': Buffer.alloc(2_500_000),
  'web/node_modules/svelte/index.js': 'export {};\n',
};

/** Makes it in a folder of that name, and removes it afterwards. */
export async function project(use: (folder: string) => Promise<void>): Promise<void> {
  const above = await mkdtemp(path.join(tmpdir(), 'tour-'));
  const folder = path.join(above, 'notes');
  try {
    await writeFiles(folder, FILES);
    await use(folder);
  } finally {
    await rm(above, { recursive: true, force: true });
  }
}
