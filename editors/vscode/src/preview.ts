/** What goes up: the view, the dimmed files, the status and the commands, all of one source. */

import type * as vscode from 'vscode';
import { registerCommands } from './preview/commands';
import { Decorations } from './preview/decorations';
import { Previews } from './preview/previews';
import { Projects } from './preview/projects';
import { registerUploadStatus } from './preview/status';
import { UploadTree } from './preview/tree';
import type { Server } from './server';

/** The parts that tests look at. */
export interface Preview {
  readonly tree: UploadTree;
  readonly decorations: Decorations;
}

export function registerPreview(server: Server, subscriptions: vscode.Disposable[]): Preview {
  const projects = new Projects();
  const previews = new Previews(server);
  const tree = new UploadTree(projects, previews);
  const decorations = new Decorations(projects, previews);
  subscriptions.push(
    projects,
    previews,
    tree,
    decorations,
    registerUploadStatus(projects, previews),
    registerCommands(projects, previews, tree),
  );
  void projects.search();
  return { tree, decorations };
}
