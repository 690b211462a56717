/** A change does not clear out the repository, nor a long file whose rest was only left out of the answer. */

import { splitLines } from "../patch/text-lines.ts";
import { type ChangedFile, readChangedLines } from "./changed-lines.ts";
import type { Guardrail, Violation } from "./guardrail.ts";

const maxDeletedFiles = 20;
/** Few deletions are no clearing out, however small the patch. */
const minDeletedFiles = 5;
const maxDeletedShare = 0.25;
const longFileLines = 100;

const rule = "mass-deletion";

const deletedFiles = (files: ChangedFile[]): Violation[] => {
  const deleted = files.filter(({ kind }) => kind === "delete").length;
  if (deleted < minDeletedFiles || (deleted < maxDeletedFiles && deleted <= files.length * maxDeletedShare)) return [];
  const message = `the patch deletes ${deleted} of the ${files.length} files that it touches: keep them, or split the deletions off for a person`;
  return [{ rule, path: null, message }];
};

/** More than half of a long file goes and less than half of that comes back. */
export const massDeletion: Guardrail = ({ changes, text }) => {
  const files = readChangedLines(text) ?? [];
  const linesBefore = new Map(changes.map(({ path, before }) => [path, splitLines(before ?? "").lines.length]));
  const gutted = files.filter(({ path, kind, added, removed }) => {
    const before = linesBefore.get(path) ?? 0;
    return kind === "modify" && before > longFileLines && removed > before / 2 && added.length < removed / 2;
  });
  return [
    ...deletedFiles(files),
    ...gutted.map(({ path, added, removed }) => ({
      rule,
      path,
      message: `\`${path}\` loses ${removed} of its ${linesBefore.get(path)} lines and gains ${added.length}: change only what must change and keep the rest`,
    })),
  ];
};
