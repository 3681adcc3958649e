/** The tree of an upload: what it consists of, without VS Code. */

import type { Entry, Preview } from './protocol';
import { pathOf } from './words';

/** A project, if there are several. */
export interface ProjectNode {
  readonly kind: 'project';
  /** The URI of its Spacefile. */
  readonly spacefile: string;
  readonly parent: undefined;
}

/** All that goes up, or all that does not. */
export interface SectionNode {
  readonly kind: 'kept' | 'ignored';
  readonly spacefile: string;
  readonly parent: ProjectNode | undefined;
  readonly preview: Preview;
  readonly children: readonly PathNode[];
}

/** A file, or a folder with what of it goes up. */
export interface PathNode {
  readonly kind: 'path';
  readonly spacefile: string;
  readonly parent: SectionNode | PathNode;
  readonly name: string;
  /** Relative to the project. */
  readonly path: string;
  /** Of all files in it. */
  bytes: number;
  files: number;
  /** What the server says; nothing of folders that go up. */
  readonly entry: Entry | undefined;
  readonly children: readonly PathNode[];
}

/** Something to be said instead of a tree. */
export interface MessageNode {
  readonly kind: 'message';
  readonly text: string;
  /** Whether a push would fail for it. */
  readonly bad: boolean;
  readonly parent: ProjectNode | undefined;
}

export type Node = ProjectNode | SectionNode | PathNode | MessageNode;

/** Both sections of a project, with what a filter leaves. */
export function sections(
  spacefile: string,
  parent: ProjectNode | undefined,
  preview: Preview,
  filter: string,
): SectionNode[] {
  const wanted = filter.toLowerCase();
  const entries = preview.entries.filter((entry) => pathOf(entry).toLowerCase().includes(wanted));
  return [
    kept(
      spacefile,
      parent,
      preview,
      entries.filter((entry) => entry.kept),
    ),
    ignored(
      spacefile,
      parent,
      preview,
      entries.filter((entry) => !entry.kept),
    ),
  ];
}

/** Files in their folders, what is largest first. */
function kept(
  spacefile: string,
  parent: ProjectNode | undefined,
  preview: Preview,
  entries: readonly Entry[],
): SectionNode {
  const children: PathNode[] = [];
  const section: SectionNode = { kind: 'kept', spacefile, parent, preview, children };
  const folders = new Map<string, PathNode & { children: PathNode[] }>();
  /** The list of what is in a folder, made if it isn't there. */
  const inFolder = (path: string): { parent: SectionNode | PathNode; list: PathNode[] } => {
    if (path === '') {
      return { parent: section, list: children };
    }
    let node = folders.get(path);
    if (!node) {
      const around = inFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
      const name = path.slice(path.lastIndexOf('/') + 1);
      node = {
        kind: 'path',
        spacefile,
        parent: around.parent,
        name,
        path,
        bytes: 0,
        files: 0,
        entry: undefined,
        children: [],
      };
      folders.set(path, node);
      around.list.push(node);
    }
    return { parent: node, list: node.children };
  };
  for (const entry of entries) {
    const path = pathOf(entry);
    const around = inFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    const bytes = entry.bytes ?? 0;
    around.list.push(leaf(spacefile, around.parent, path.slice(path.lastIndexOf('/') + 1), entry));
    for (let up = around.parent; up.kind === 'path'; up = up.parent) {
      up.bytes += bytes;
      up.files += 1;
    }
  }
  const sort = (nodes: PathNode[]): void => {
    nodes.sort((one, other) => other.bytes - one.bytes || (one.name < other.name ? -1 : 1));
  };
  sort(children);
  for (const folder of folders.values()) {
    sort(folder.children);
  }
  return section;
}

/** Whole paths, in the order of the server. */
function ignored(
  spacefile: string,
  parent: ProjectNode | undefined,
  preview: Preview,
  entries: readonly Entry[],
): SectionNode {
  const children: PathNode[] = [];
  const section: SectionNode = { kind: 'ignored', spacefile, parent, preview, children };
  children.push(...entries.map((entry) => leaf(spacefile, section, pathOf(entry), entry)));
  return section;
}

function leaf(
  spacefile: string,
  parent: SectionNode | PathNode,
  name: string,
  entry: Entry,
): PathNode {
  const bytes = entry.bytes ?? 0;
  return {
    kind: 'path',
    spacefile,
    parent,
    name,
    path: pathOf(entry),
    bytes,
    files: 1,
    entry,
    children: [],
  };
}
