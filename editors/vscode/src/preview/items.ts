/** How the nodes of the tree are shown. */

import * as vscode from 'vscode';
import type { Node, PathNode, SectionNode } from './nodes';
import { folderOf } from './projects';
import { MOST_BYTES } from './protocol';
import { difference, files, line, reason, size } from './words';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** With an id, by which VS Code knows after a change what was folded out. */
export function item(node: Node): vscode.TreeItem {
  const shown = itemOf(node);
  if (node.kind === 'project') {
    shown.id = node.spacefile;
  } else if (node.kind !== 'message') {
    shown.id = [node.spacefile, section(node), node.kind === 'path' ? node.path : ''].join('\n');
  }
  return shown;
}

/** Which of both sections a node is of. */
function section(node: SectionNode | PathNode): string {
  return node.kind === 'path' ? section(node.parent) : node.kind;
}

function itemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'project':
      return projectItem(vscode.Uri.parse(node.spacefile));
    case 'kept':
    case 'ignored':
      return sectionItem(node);
    case 'path':
      return pathItem(node);
    case 'message': {
      const shown = new vscode.TreeItem(node.text, None);
      shown.tooltip = node.text;
      shown.iconPath = node.bad
        ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
        : new vscode.ThemeIcon('info');
      return shown;
    }
  }
}

/** The place of a path on this disk. */
export function place(node: PathNode): vscode.Uri {
  return vscode.Uri.joinPath(folderOf(vscode.Uri.parse(node.spacefile)), node.path);
}

function projectItem(spacefile: vscode.Uri): vscode.TreeItem {
  const folder = folderOf(spacefile);
  const shown = new vscode.TreeItem(vscode.workspace.asRelativePath(folder, true), Expanded);
  shown.resourceUri = folder;
  shown.iconPath = vscode.ThemeIcon.Folder;
  return shown;
}

function sectionItem({ kind, preview, children }: SectionNode): vscode.TreeItem {
  if (kind === 'kept') {
    const shown = new vscode.TreeItem('Goes up', children.length > 0 ? Expanded : None);
    shown.description = `${files(preview.files)}, ${size(preview.bytes)} of ${size(MOST_BYTES)}`;
    shown.iconPath = new vscode.ThemeIcon('cloud-upload');
    if (preview.original_files !== preview.files) {
      shown.tooltip = `The Space CLI would upload ${files(preview.original_files)}.`;
    }
    return shown;
  }
  const shown = new vscode.TreeItem('Left out', children.length > 0 ? Collapsed : None);
  shown.iconPath = new vscode.ThemeIcon('circle-slash');
  return shown;
}

function pathItem(node: PathNode): vscode.TreeItem {
  const { entry } = node;
  const shown = new vscode.TreeItem(node.name, entry ? None : Collapsed);
  shown.resourceUri = place(node);
  if (!entry) {
    shown.iconPath = vscode.ThemeIcon.Folder;
    shown.description = `${files(node.files)}, ${size(node.bytes)}`;
    shown.contextValue = 'folder';
    return shown;
  }
  shown.iconPath = entry.kind === 'folder' ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
  const told = [entry.kept ? undefined : entry.by && line(entry.by)];
  if (entry.kept && entry.bytes !== null) {
    told.unshift(size(entry.bytes));
  }
  if (!['file', 'folder'].includes(entry.kind)) {
    told.push(entry.kind);
  }
  told.push(difference(entry));
  shown.description = told.filter(Boolean).join(', ');
  shown.tooltip = reason(node.path, entry);
  shown.contextValue = entry.kept ? 'kept' : 'ignored';
  if (entry.kept && entry.kind === 'file') {
    shown.command = { command: 'vscode.open', title: 'Open', arguments: [shown.resourceUri] };
  } else if (entry.by?.source === '.spaceignore') {
    shown.command = {
      command: 'spacefile.preview.showLine',
      title: 'Show Line',
      arguments: [node],
    };
  }
  return shown;
}
