/** The pages of the rules, which come with the extension. */

import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** As `scripts/build.mjs` writes it. */
interface Rule {
  readonly severity: string;
  readonly summary: string;
  /** In Markdown. */
  readonly page: string;
}

const SCHEME = 'spacefile-rule';
const COMMAND = 'spacefile.explainRule';

/** The link of a finding: VS Code runs the command when it is clicked. */
export function ruleUrl(rule: string): string {
  return `command:${COMMAND}?%5B%22${rule}%22%5D`;
}

/** Registers what shows the pages. */
export function registerRules(extension: vscode.Uri): vscode.Disposable {
  const pages = new Pages(vscode.Uri.joinPath(extension, 'dist', 'rules.json').fsPath);
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, pages),
    vscode.commands.registerCommand(COMMAND, (rule?: unknown) => pages.explain(rule)),
  );
}

class Pages implements vscode.TextDocumentContentProvider {
  #rules: Promise<Map<string, Rule>> | undefined;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string | undefined> {
    return (await this.#all()).get(uri.path.replace(/^\/|\.md$/g, ''))?.page;
  }

  /** Shows a rule's page; without a rule, lets the user choose. */
  async explain(given: unknown): Promise<void> {
    const rules = await this.#all();
    const name = typeof given === 'string' ? given : await choose(rules);
    if (name === undefined) {
      return;
    }
    if (!rules.has(name)) {
      void vscode.window.showWarningMessage(
        `There is no page for "${name}": the server is newer than the extension.`,
      );
      return;
    }
    const page = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
    try {
      await vscode.commands.executeCommand('markdown.showPreview', page);
    } catch {
      // Without VS Code's own Markdown extension, as text.
      await vscode.window.showTextDocument(page);
    }
  }

  #all(): Promise<Map<string, Rule>> {
    this.#rules ??= readFile(this.#file, 'utf8').then(
      (text) => new Map(Object.entries(JSON.parse(text) as Record<string, Rule>)),
    );
    return this.#rules;
  }
}

/** The rules to choose from; those of the findings at the cursor first. */
async function choose(rules: Map<string, Rule>): Promise<string | undefined> {
  const here = findingsAtCursor();
  const item = ([label, rule]: [string, Rule]): vscode.QuickPickItem => ({
    label,
    description: rule.severity,
    detail: rule.summary,
  });
  const separator = (label: string): vscode.QuickPickItem => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const all = [...rules];
  const first = all.filter(([name]) => here.has(name)).map(item);
  const rest = all.filter(([name]) => !here.has(name)).map(item);
  const items =
    first.length > 0 ? [separator('at the cursor'), ...first, separator('all'), ...rest] : rest;
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Explain Rule',
    placeHolder: 'A rule of the Spacefile linter',
    matchOnDetail: true,
  });
  return chosen?.label;
}

function findingsAtCursor(): Set<string> {
  const editor = vscode.window.activeTextEditor;
  const found = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
  const rules = found
    .filter(
      (finding) =>
        finding.source === 'spacefile' &&
        editor?.selections.some((at) => finding.range.intersection(at)),
    )
    .map((finding) => (typeof finding.code === 'object' ? finding.code.value : finding.code));
  return new Set(rules.map(String));
}
