/** What can be done with the preview, from the palette, its view and the explorer. */

import * as vscode from 'vscode';
import type { Node } from './nodes';
import { place } from './items';
import type { Previews } from './previews';
import { type Projects, folderOf } from './projects';
import { COMMAND, type Line } from './protocol';
import { type UploadTree, VIEW } from './tree';
import { difference, reason } from './words';

const NO_PROJECT = 'This belongs to no project with a Spacefile in the opened folders.';

/** A file or folder that a command is about: of the explorer, of our view, or the one that is edited. */
type Target = vscode.Uri | Node | undefined;

export function registerCommands(
  projects: Projects,
  previews: Previews,
  tree: UploadTree,
): vscode.Disposable {
  const commands: Record<string, (target: Target) => unknown> = {
    'spacefile.previewUpload': () => vscode.commands.executeCommand(`${VIEW}.focus`),
    'spacefile.previewDocument': async (target) => {
      const file = fileOf(target);
      const spacefile = (file && projects.locate(file)?.spacefile) ?? projects.all[0];
      if (spacefile) {
        await previews.execute(COMMAND.openPreview, spacefile);
      } else {
        void vscode.window.showInformationMessage(NO_PROJECT);
      }
    },
    'spacefile.ignore': (target) => change(COMMAND.ignorePath, fileOf(target), projects, previews),
    'spacefile.keep': (target) => change(COMMAND.keepPath, fileOf(target), projects, previews),
    'spacefile.preview.refresh': () => {
      previews.forget();
    },
    'spacefile.preview.filter': async () => {
      const text = await vscode.window.showInputBox({
        title: 'Filter Upload Preview',
        prompt: 'A part of the paths to show; nothing for all of them',
        value: tree.filtered,
      });
      if (text !== undefined) {
        tree.filter(text);
      }
    },
    'spacefile.preview.clearFilter': () => {
      tree.filter('');
    },
    'spacefile.preview.reveal': async (target) => {
      const file = fileOf(target);
      if (file && !(await tree.reveal(file))) {
        void vscode.window.showInformationMessage(
          `${vscode.workspace.asRelativePath(file)} is not in the preview.`,
        );
      }
    },
    'spacefile.preview.revealInExplorer': (target) => {
      const file = fileOf(target);
      return file && vscode.commands.executeCommand('revealInExplorer', file);
    },
    'spacefile.preview.showLine': (target) => {
      const by = target && 'entry' in target ? target.entry?.by : undefined;
      return (
        by && target && 'spacefile' in target && showLine(vscode.Uri.parse(target.spacefile), by)
      );
    },
    'spacefile.why': (target) => why(fileOf(target), projects, previews),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, command]) =>
      vscode.commands.registerCommand(name, command),
    ),
  );
}

function fileOf(target: Target): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) {
    return target;
  }
  if (target) {
    return target.kind === 'path' ? place(target) : undefined;
  }
  return vscode.window.activeTextEditor?.document.uri;
}

/** Has the server write lines about a file into `.spaceignore`, and shows them. */
async function change(
  command: typeof COMMAND.ignorePath | typeof COMMAND.keepPath,
  file: vscode.Uri | undefined,
  projects: Projects,
  previews: Previews,
): Promise<void> {
  const located = file && projects.locate(file);
  if (!located) {
    void vscode.window.showInformationMessage(NO_PROJECT);
    return;
  }
  const lines = ignoreFile(located.spacefile);
  const shown = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document.uri.toString() === lines.toString() && contentChanges.length > 0) {
      shown.dispose();
      void vscode.window.showTextDocument(document, { preserveFocus: true });
    }
  });
  try {
    await previews.execute(command, file);
  } catch (error) {
    shown.dispose();
    throw error;
  }
}

async function why(
  file: vscode.Uri | undefined,
  projects: Projects,
  previews: Previews,
): Promise<void> {
  const located = file && projects.locate(file);
  if (!located) {
    void vscode.window.showInformationMessage(NO_PROJECT);
    return;
  }
  const [verdict] = await previews.verdicts(located.spacefile, [located.path]);
  if (!verdict) {
    return;
  }
  const other = difference(verdict);
  const message = `${reason(located.path, verdict)}${other ? `; ${other}` : ''}.`;
  const { by } = verdict;
  const buttons = by?.source === '.spaceignore' ? ['Show Line'] : [];
  const chosen = await vscode.window.showInformationMessage(message, ...buttons);
  if (by && chosen) {
    await showLine(located.spacefile, by);
  }
}

/** Opens the `.spaceignore` of a project at a line. */
async function showLine(spacefile: vscode.Uri, { line }: Line): Promise<void> {
  const document = await vscode.workspace.openTextDocument(ignoreFile(spacefile));
  const selection = document.lineAt(Math.min(line, document.lineCount) - 1).range;
  await vscode.window.showTextDocument(document, { selection });
}

function ignoreFile(spacefile: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(folderOf(spacefile), '.spaceignore');
}
