/** The tracked files as an index: what the resolvers of all languages look things up in. */
import type { Import } from "../parsed-file.ts";
import { baseNameOf, directoryOf } from "./tree-path.ts";

export type ImportTree = {
  /** All tracked paths, sorted. */
  paths: readonly string[];
  /** The text of a small configuration file (`package.json`, `go.mod`, `Cargo.toml`); null where there is none. */
  read: (path: string) => string | null;
  /** `ParsedFile.namespace` of a file. */
  namespaceOf: (path: string) => string | null;
  /** Names of the types that a file declares at its top level. */
  symbolsOf?: (path: string) => readonly string[];
};

export type TrackedTree = ImportTree & {
  symbolsOf: (path: string) => readonly string[];
  has: (path: string) => boolean;
  hasDirectory: (path: string) => boolean;
  /** The files directly in a directory. */
  filesIn: (directory: string) => readonly string[];
  /** The files with this base name, anywhere. */
  named: (baseName: string) => readonly string[];
};

/** The tracked files that one import of the file `from` means; repetitions and `from` itself may be among them. */
export type ResolveImport = (from: string, wanted: Import) => readonly string[];

export type CreateLanguageResolver = (tree: TrackedTree) => ResolveImport;

/** A package, namespace or wildcard with more files than this says too little about each of them, and gives none. */
export const maxPackageFiles = 40;

const maxConfigLength = 2_000_000;
const nothing: readonly string[] = [];

/** Adds to the list of a key and makes it where there is none. */
export const addTo = <Key>(lists: Map<Key, string[]>, key: Key, value: string): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};

export const indexTree = (tree: ImportTree): TrackedTree => {
  const files = new Set(tree.paths);
  const inDirectory = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  const directories = new Set<string>([""]);
  for (const path of tree.paths) {
    addTo(inDirectory, directoryOf(path), path);
    addTo(byName, baseNameOf(path), path);
  }
  for (const directory of inDirectory.keys()) {
    for (let at = directory; !directories.has(at); at = directoryOf(at)) directories.add(at);
  }
  return {
    ...tree,
    symbolsOf: tree.symbolsOf ?? (() => nothing),
    read: (path) => {
      const text = files.has(path) ? tree.read(path) : null;
      return text !== null && text.length <= maxConfigLength ? text : null;
    },
    has: (path) => files.has(path),
    hasDirectory: (path) => directories.has(path),
    filesIn: (directory) => inDirectory.get(directory) ?? nothing,
    named: (baseName) => byName.get(baseName) ?? nothing,
  };
};
