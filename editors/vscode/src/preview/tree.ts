/** The view "Upload Preview". */

import * as vscode from 'vscode';
import { item } from './items';
import { type MessageNode, type Node, type PathNode, type ProjectNode, sections } from './nodes';
import type { Previews } from './previews';
import type { Located, Projects } from './projects';

export const VIEW = 'spacefile.preview';

export class UploadTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly view: vscode.TreeView<Node>;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #listeners: vscode.Disposable;
  readonly #projects: Projects;
  readonly #previews: Previews;
  #filter = '';

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(projects: Projects, previews: Previews) {
    this.#projects = projects;
    this.#previews = previews;
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#listeners = vscode.Disposable.from(
      this.view,
      this.#changed,
      projects.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
      previews.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
    );
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return item(node);
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  getChildren(node?: Node): Promise<Node[]> | Node[] {
    if (!node) {
      const all = this.#projects.all.map((uri) => uri.toString());
      const [only] = all;
      return all.length === 1 && only !== undefined
        ? this.#sections(only, undefined)
        : all.map((spacefile) => ({ kind: 'project', spacefile, parent: undefined }));
    }
    if (node.kind === 'project') {
      return this.#sections(node.spacefile, node);
    }
    return node.kind === 'message' ? [] : [...node.children];
  }

  /** Shows only the paths with this text in them; all of them if it is empty. */
  filter(text: string): void {
    this.#filter = text;
    this.view.description = text ? `only “${text}”` : '';
    void vscode.commands.executeCommand('setContext', 'spacefile.preview.filtered', text !== '');
    this.#changed.fire(undefined);
  }

  get filtered(): string {
    return this.#filter;
  }

  /** Shows where a file is in the tree. */
  async reveal(file: vscode.Uri): Promise<boolean> {
    const located = this.#projects.locate(file);
    const node = located && (await this.#find(await this.getChildren(), located));
    if (node) {
      await this.view.reveal(node, { focus: true, select: true });
    }
    return node !== undefined;
  }

  /** The node of a path; of one in a folder that is left out, that of the folder. */
  async #find(nodes: readonly Node[], wanted: Located): Promise<PathNode | undefined> {
    for (const node of nodes) {
      if (node.kind === 'message' || node.spacefile !== wanted.spacefile.toString()) {
        continue;
      }
      if (node.kind === 'path') {
        const around = wanted.path.startsWith(`${node.path}/`);
        if (node.path === wanted.path || (around && node.entry)) {
          return node;
        }
        if (!around) {
          continue;
        }
      }
      const found = await this.#find(await this.getChildren(node), wanted);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  async #sections(spacefile: string, parent: ProjectNode | undefined): Promise<Node[]> {
    const message = (text: string, bad: boolean): MessageNode => ({
      kind: 'message',
      text,
      bad,
      parent,
    });
    try {
      const preview = await this.#previews.of(vscode.Uri.parse(spacefile));
      const trouble = preview.aborts === null ? [] : [message(preview.aborts, true)];
      return [...trouble, ...sections(spacefile, parent, preview, this.#filter)];
    } catch (error) {
      return [message(error instanceof Error ? error.message : String(error), false)];
    }
  }

  dispose(): void {
    this.#listeners.dispose();
  }
}
