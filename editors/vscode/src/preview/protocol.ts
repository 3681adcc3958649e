/** What the server tells of an upload, as `spacefile-lsp --preview --report json` writes it. */

/** The line that decided. */
export interface Line {
  readonly source: 'default' | '.spaceignore';
  /** Counted from 1; a default's place in the documented list. */
  readonly line: number;
  readonly pattern: string;
}

export interface Verdict {
  /** Whether it goes up, as the documentation has it. */
  readonly kept: boolean;
  /** `null` if no line says anything of it. */
  readonly by: Line | null;
  /** What the original CLI does. */
  readonly original: 'kept' | 'ignored';
}

export interface Entry extends Verdict {
  /** Relative to the project, with `/`; missing if it is no text. */
  readonly path?: string;
  /** The bytes of a path that is no text. */
  readonly path_base64?: string;
  readonly kind: 'file' | 'folder' | 'link' | 'fifo' | 'socket' | 'device' | 'unknown';
  /** `null` where it was not measured. */
  readonly bytes: number | null;
}

export interface Preview {
  readonly files: number;
  readonly bytes: number;
  readonly original_files: number;
  readonly ignored_files: number | null;
  /** Why the original push would fail or hang. */
  readonly aborts: string | null;
  readonly pushable: boolean;
  readonly warnings: readonly { readonly path: string; readonly message: string }[];
  /** What either reading keeps, and of the rest the topmost. */
  readonly entries: readonly Entry[];
}

/** Of requests, anything in the project; of the notification, its folder. */
export interface ProjectParams {
  readonly uri: string;
}

export interface IgnoredPathsParams extends ProjectParams {
  /** Relative to its folder, with `/`. */
  readonly paths: readonly string[];
}

export const METHOD = {
  preview: 'spacefile/preview',
  ignoredPaths: 'spacefile/ignoredPaths',
  previewChanged: 'spacefile/previewChanged',
} as const;

/** Commands of the server; each takes a URI. */
export const COMMAND = {
  openPreview: 'spacefile.openPreview',
  ignorePath: 'spacefile.ignorePath',
  keepPath: 'spacefile.keepPath',
} as const;

/** How many bytes may go up, as the documentation has it. */
export const MOST_BYTES = 250_000_000;
