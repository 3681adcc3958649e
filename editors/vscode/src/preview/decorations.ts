/** Files that don't go up are dimmed in the explorer, as it does with those that Git ignores. */

import * as vscode from 'vscode';
import type { Previews } from './previews';
import type { Projects } from './projects';
import type { Verdict } from './protocol';
import { line } from './words';

const SETTING = 'spacefile.preview.dimIgnoredFiles';

interface Question {
  readonly path: string;
  readonly answer: (verdict: Verdict | undefined) => void;
}

export class Decorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #listeners: vscode.Disposable;
  readonly #projects: Projects;
  readonly #previews: Previews;
  /** What was asked for and how it was shown, by URI. */
  readonly #shown = new Map<string, string | undefined>();
  #telling = false;
  /** What is asked for in this moment, by the URI of the project's Spacefile. */
  #questions: Map<string, Question[]> | undefined;

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(projects: Projects, previews: Previews) {
    this.#projects = projects;
    this.#previews = previews;
    const again = (): void => void this.#refresh();
    this.#listeners = vscode.Disposable.from(
      this.#changed,
      vscode.window.registerFileDecorationProvider(this),
      projects.onDidChange(again),
      previews.onDidChange(again),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) {
          this.#changed.fire([...this.#shown.keys()].map((uri) => vscode.Uri.parse(uri)));
        }
      }),
    );
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    const tooltip = await this.#tooltip(uri);
    this.#shown.set(uri.toString(), tooltip);
    this.#tellMenus();
    if (tooltip === undefined || !vscode.workspace.getConfiguration().get<boolean>(SETTING, true)) {
      return undefined;
    }
    const dimmed = new vscode.ThemeColor('gitDecoration.ignoredResourceForeground');
    return new vscode.FileDecoration(undefined, tooltip, dimmed);
  }

  /** What is said of a file that doesn't go up. */
  async #tooltip(uri: vscode.Uri): Promise<string | undefined> {
    const located = this.#projects.locate(uri);
    const verdict =
      located &&
      (await new Promise<Verdict | undefined>((answer) => {
        this.#ask(located.spacefile, { path: located.path, answer });
      }));
    if (!verdict || verdict.kept) {
      return undefined;
    }
    return `Left out of the upload${verdict.by ? ` by ${line(verdict.by)}` : ''}`;
  }

  /** The menus of the explorer offer to leave out or to take back, whichever makes sense. */
  #tellMenus(): void {
    if (this.#telling) {
      return;
    }
    this.#telling = true;
    setImmediate(() => {
      this.#telling = false;
      const ignored = [...this.#shown].flatMap(([uri, tooltip]) =>
        tooltip === undefined ? [] : [vscode.Uri.parse(uri).fsPath],
      );
      void vscode.commands.executeCommand('setContext', 'spacefile.ignoredPaths', ignored);
    });
  }

  /** The explorer asks file by file, the server is asked for all of them at once. */
  #ask(spacefile: vscode.Uri, question: Question): void {
    if (!this.#questions) {
      const questions = new Map<string, Question[]>();
      this.#questions = questions;
      setImmediate(() => {
        this.#questions = undefined;
        for (const [uri, asked] of questions) {
          void this.#answer(vscode.Uri.parse(uri), asked);
        }
      });
    }
    const key = spacefile.toString();
    this.#questions.set(key, [...(this.#questions.get(key) ?? []), question]);
  }

  async #answer(spacefile: vscode.Uri, questions: readonly Question[]): Promise<void> {
    let verdicts: readonly Verdict[] = [];
    try {
      verdicts = await this.#previews.verdicts(
        spacefile,
        questions.map(({ path }) => path),
      );
    } catch {
      // Without a server nothing is known, so nothing is dimmed.
    }
    questions.forEach(({ answer }, index) => {
      answer(verdicts[index]);
    });
  }

  /** Has those asked for again that look otherwise now. */
  async #refresh(): Promise<void> {
    const all = [...this.#shown].map(async ([key, before]) => {
      const uri = vscode.Uri.parse(key);
      return (await this.#tooltip(uri)) === before ? [] : [uri];
    });
    const changed = (await Promise.all(all)).flat();
    if (changed.length > 0) {
      this.#changed.fire(changed);
    }
  }

  dispose(): void {
    this.#listeners.dispose();
  }
}
