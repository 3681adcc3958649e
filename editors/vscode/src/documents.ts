/** Our languages, where their files are: in a folder, not saved yet, or in a repository elsewhere. */

export const DOCUMENTS = ['spacefile', 'spaceignore'].flatMap((language) =>
  ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ language, scheme })),
);
