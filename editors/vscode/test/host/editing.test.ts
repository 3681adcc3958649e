/** A Spacefile from its opening to its being right, as its author goes about it. */

import assert from 'node:assert/strict';
import { mkdtempSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import type { Health } from '../../src/server';
import { told } from '../rig/times';
import { until } from '../rig/until';
import {
  api,
  at,
  expectRules,
  extension,
  open,
  position,
  read,
  retype,
  rules,
  save,
  write,
} from './files';
import { say } from './say';

const BROKEN = `v: 0
micros:
  - name: web
    src: web
    engine: static
    serve: public
    primary: true
  - name: api
    src: api
    engine: python3.11
`;

const FINE = BROKEN.replace('python3.11', 'python3.9');

/** A place where each file has the same text. */
class OneText implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly #text: Buffer;

  constructor(text: Buffer) {
    this.#text = text;
  }

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.#text.length };
  }

  readFile(): Uint8Array {
    return this.#text;
  }

  readDirectory(): [] {
    return [];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  createDirectory = refuse;
  writeFile = refuse;
  delete = refuse;
  rename = refuse;
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions();
}

describe('editing', () => {
  const uri = at('Spacefile');

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, true);
    for (const [file, text] of [
      ['web/public/index.html', '<h1>Hi</h1>\n'],
      ['api/main.py', 'app = None\n'],
    ] as const) {
      await write(at(file), text);
    }
  });

  it('sleeps until there is a file of ours', async () => {
    assert.equal(extension().isActive, false);
    const text = await vscode.workspace.openTextDocument({ language: 'yaml', content: BROKEN });
    await vscode.window.showTextDocument(text);
    assert.equal(extension().isActive, false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('gives each file its language, and Spacefiles not that of YAML', async () => {
    await write(uri, BROKEN);
    await write(at('.spaceignore'), 'node_modules\n');
    const language = async (file: string): Promise<string> =>
      (await vscode.workspace.openTextDocument(at(file))).languageId;
    // The Red Hat YAML extension attaches to `yaml`: with our own language it reports nothing here.
    assert.equal(await language('Spacefile'), 'spacefile');
    assert.equal(await language('.spaceignore'), 'spaceignore');
  });

  it('shows what is wrong, and no longer once it is mended', async () => {
    await write(uri, BROKEN);
    const editor = await open(uri);
    await expectRules(uri, 'unknown-engine');
    const [finding] = vscode.languages.getDiagnostics(uri);
    assert.ok(finding);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(editor.document.getText(finding.range), 'python3.11');
    assert.equal(finding.source, 'spacefile');
    await retype(editor, FINE);
    await expectRules(uri);
    await retype(editor, BROKEN);
    await expectRules(uri, 'unknown-engine');
  });

  it('opens the page of a rule from its finding', async () => {
    const [finding] = vscode.languages.getDiagnostics(uri);
    assert.ok(typeof finding?.code === 'object');
    const { scheme, path: command, query } = finding.code.target;
    assert.deepEqual([scheme, command], ['command', 'spacefile.explainRule']);
    const parameters = JSON.parse(decodeURIComponent(query)) as unknown[];
    await vscode.commands.executeCommand(command, ...parameters);
    const label = (): string | undefined => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    await until('the page is shown', () => label()?.includes('unknown-engine'));
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('spacefile-rule:/unknown-engine.md'),
    );
    assert.match(page.getText(), /^# unknown-engine\n/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('mends it with a quick fix', async () => {
    const editor = await open(uri, 'python3');
    const here = editor.selection;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      here,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find((action) => action.edit && action.title.includes('python3.9'));
    assert.ok(fix?.edit, actions.map((action) => action.title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(editor.document.getText(), FINE);
    await expectRules(uri);
    await save(editor);
    assert.equal(await read(uri), FINE);
  });

  it('fixes on save if it is told to', async () => {
    const settings = vscode.workspace.getConfiguration('editor', { languageId: 'spacefile' });
    const actions = { 'source.fixAll.spacefile': 'explicit' };
    await settings.update('codeActionsOnSave', actions, vscode.ConfigurationTarget.Workspace, true);
    try {
      const editor = await open(uri);
      await retype(editor, `${FINE}    path: /v1\n`);
      await expectRules(uri, 'path-with-slash');
      await save(editor);
      assert.equal(await read(uri), `${FINE}    path: v1\n`);
      await write(uri, FINE);
    } finally {
      await settings.update(
        'codeActionsOnSave',
        undefined,
        vscode.ConfigurationTarget.Workspace,
        true,
      );
    }
  });

  it('outlines the app', async () => {
    await open(uri);
    const outline = await until('the outline', () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      ),
    );
    const names = (symbols: vscode.DocumentSymbol[]): string[] =>
      symbols.flatMap((symbol) => [symbol.name, ...names(symbol.children)]);
    const found = names(outline);
    assert.ok(found.includes('web') && found.includes('api'), found.join(', '));
  });

  it('judges a text that has no file by itself', async () => {
    const untitled = await vscode.workspace.openTextDocument({
      language: 'spacefile',
      content: 'v: 1\nmicros: []\n',
    });
    await vscode.window.showTextDocument(untitled);
    await expectRules(untitled.uri, 'unsupported-version', 'empty-list');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('judges a file of a repository elsewhere by its text', async () => {
    const text = Buffer.from(BROKEN);
    const elsewhere = vscode.workspace.registerFileSystemProvider('vscode-vfs', new OneText(text), {
      isReadonly: true,
    });
    const remote = vscode.Uri.parse('vscode-vfs://github/me/app/Spacefile');
    await open(remote);
    // Neither `web` nor `api` is there, but nobody can know.
    await expectRules(remote, 'unknown-engine');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    elsewhere.dispose();
  });

  it('indents after Enter', async () => {
    const editor = await open(uri);
    // Right after an edit, VS Code only repeats the indent: until it has gone through the text again.
    const enter = (before: string, indent: string): Promise<true> =>
      until(`Enter behind ${before} indents by ${String(indent.length)}`, async () => {
        await retype(editor, before);
        const end = position(editor.document, before);
        editor.selection = new vscode.Selection(end, end);
        await vscode.commands.executeCommand('type', { text: '\n' });
        return editor.document.lineAt(end.line + 1).text === indent;
      });
    await enter('micros:', '  ');
    await enter('micros:\n  - name: web', '    ');
    await enter('micros:\n  - name: web\n    src: .', '    ');
    await enter('micros:\n  - name: web\n    presets:', '      ');
    await enter('micros:\n  - presets:', '      ');
    await enter('    commands:\n      - npm run build', '      ');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('shows a finding soon after a file is opened', async () => {
    // Outside of the folder, so that nothing is known of them before they are opened.
    const scratch = mkdtempSync(path.join(process.env['SPACEFILE_TEST_SCRATCH'] ?? '', 'opened-'));
    const times: number[] = [];
    for (let file = 0; file < 15; file += 1) {
      const opened = vscode.Uri.file(path.join(scratch, String(file), 'Spacefile'));
      await write(
        opened,
        'v: 0\nmicros:\n  - name: api\n    src: .\n    engine: python3.11\n    run: ./start\n',
      );
      const start = performance.now();
      const found = new Promise<void>((done) => {
        const listener = vscode.languages.onDidChangeDiagnostics(() => {
          if (rules(opened).includes('unknown-engine')) {
            listener.dispose();
            done();
          }
        });
      });
      await vscode.window.showTextDocument(opened);
      await found;
      times.push(performance.now() - start);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    say(told('from opening a file to its finding', times, 500));
  });
});

describe('the server', () => {
  const uri = at('Spacefile');
  const pid = (): number | undefined => {
    const client = api().server.client as { serverProcess?: { pid?: number } } | undefined;
    return client?.serverProcess?.pid;
  };

  /** Ends the server from outside, and waits for what comes of it. */
  async function killed(): Promise<Health> {
    const old = await until('a server', pid);
    // One that ends before it has been told everything counts as one that can't be started.
    await api().server.client?.start();
    process.kill(old, 'SIGKILL');
    return until('there is another one, or none', () => {
      const { health } = api().server;
      const another = health.is === 'running' && pid() !== undefined && pid() !== old;
      return (another || health.is === 'stopped') && health;
    });
  }

  it('comes with the extension, and says its version', async () => {
    const health = await until('it runs', () => {
      const now = api().server.health;
      return now.is === 'running' && now;
    });
    assert.equal(health.program.origin, 'bundled');
    assert.match(health.version, /^\d+\.\d+\.\d+$/);
  });

  it('is back after it was killed', async () => {
    await write(uri, BROKEN);
    const editor = await open(uri);
    await expectRules(uri, 'unknown-engine');
    assert.equal((await killed()).is, 'running');
    await retype(editor, FINE);
    await expectRules(uri);
    await retype(editor, BROKEN);
    await expectRules(uri, 'unknown-engine');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is not started again and again, but by the command', async () => {
    for (let more = 1; more < 4; more += 1) {
      assert.equal((await killed()).is, 'running');
    }
    const health = await killed();
    assert.ok(health.is === 'stopped');
    assert.match(health.reason, /5 times/);
    await vscode.commands.executeCommand('spacefile.restartServer');
    await until('it runs', () => api().server.health.is === 'running');
    await open(uri);
    await expectRules(uri, 'unknown-engine');
  });

  it('is the one that the settings name', async () => {
    const settings = vscode.workspace.getConfiguration('spacefile');
    const set = (file: string | undefined): Thenable<void> =>
      settings.update('server.path', file, vscode.ConfigurationTarget.Global);
    const bundled = vscode.Uri.joinPath(extension().extensionUri, 'bin/spacefile-lsp').fsPath;
    const named = path.join(process.env['SPACEFILE_TEST_SCRATCH'] ?? '', 'my-server');
    const runs = (origin: string): Promise<true> =>
      until(`the server is from ${origin}`, () => {
        const { health } = api().server;
        return health.is === 'running' && health.program.origin === origin;
      });
    await set(named);
    const reason = await until('there is none', () => {
      const { health } = api().server;
      return health.is === 'stopped' && health.reason.includes(named) && health.reason;
    });
    assert.match(reason, /doesn't exist/);
    symlinkSync(bundled, named);
    await vscode.commands.executeCommand('spacefile.restartServer');
    await runs('spacefile.server.path');
    await set(undefined);
    await runs('bundled');
    await expectRules(uri, 'unknown-engine');
  });

  it('keeps its findings up when it is started anew', async () => {
    const old = pid();
    await vscode.commands.executeCommand('spacefile.restartServer');
    await until('another one runs', () => pid() !== undefined && pid() !== old);
    await expectRules(uri, 'unknown-engine');
  });
});
