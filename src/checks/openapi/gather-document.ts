/** Gathers an OpenAPI document of one side with the files of the repository that it refers to, directly or not. */
import { failure, type Result, success } from "../../domain/result.ts";
import type { Side } from "../check.ts";
import { findReferences } from "./find-references.ts";
import { readVersion } from "./read-version.ts";

const maxFiles = 1_000;
const maxBytes = 8_000_000;
const maxBytesInAll = 32_000_000;

export type Document = {
  path: string;
  /** Such as `3.1.0`. */
  version: string;
  /** Texts by path from the repository's root, the document itself among them. */
  files: Map<string, string>;
  /** References that lead out of the repository, as they are written. */
  outside: string[];
};

/** Files that do not exist are left for the comparison to name. Errors complete the sentence "openapi.yaml …". */
export const gatherDocument = (side: Side, path: string): Result<Document, string> => {
  const text = side.read(path, maxBytes);
  if (text === null) return failure(`is no text of at most ${maxBytes / 1e6} MB`);
  const version = readVersion(text);
  if (!version.ok) return version;
  const files = new Map([[path, text]]);
  const outside = new Set<string>();
  let bytes = text.length;
  for (const [from, content] of files) {
    const references = findReferences(content, from);
    for (const each of references.outside) outside.add(each);
    for (const each of references.files) {
      if (files.has(each)) continue;
      const found = side.read(each, maxBytes);
      if (found === null) continue;
      bytes += found.length;
      if (files.size === maxFiles || bytes > maxBytesInAll)
        return failure(`refers to more than ${maxFiles} files or ${maxBytesInAll / 1e6} MB`);
      files.set(each, found);
    }
  }
  return success({ path, version: version.value, files, outside: [...outside].sort() });
};
