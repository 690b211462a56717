/** The map of one commit in memory: every tracked file, what is known of its text, and the history that led there. */
import type { History } from "./owners/history.ts";
import type { FileRole } from "./scan/file-role.ts";
import type { FileFacts } from "./store/file-facts.ts";

export type AtlasFile = {
  /** Relative to the repository root. */
  path: string;
  /** The blob's name in git; null for text that git does not hold yet. */
  oid: string | null;
  /** 0 where git does not know it: submodules, blobs that a partial clone lacks. */
  bytes: number;
  kind: "file" | "executable" | "link" | "submodule";
  role: FileRole;
  language: string | null;
  /** Null for files that are not read: links, submodules, binaries, generated and vendored files, files that may hold secrets. */
  facts: FileFacts | null;
};

export type Atlas = {
  commit: string;
  /** Seconds since 1970, of the commit. */
  time: number;
  /** Sorted by code unit of the path. */
  files: readonly AtlasFile[];
  /** How many tracked paths are not among the files, since they are not UTF-8. */
  unnamed: number;
  history: History;
  /** Texts of the files that say how others are to be read: manifests, compiler settings, attributes, owners. */
  settings: ReadonlyMap<string, string>;
  /** What this file depends on, as paths; empty for files that are not parsed. */
  importsOf: (path: string) => readonly string[];
  /** Which files depend on this one, as paths. */
  dependentsOf: (path: string) => readonly string[];
};
