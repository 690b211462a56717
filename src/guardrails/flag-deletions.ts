/** Flags a change that deletes many files: a clearing out can be meant, and then a person says so. */
import { readChangedLines } from "./changed-lines.ts";
import type { FlagRule } from "./guardrail.ts";

const maxDeletedFiles = 20;
/** Few deletions are no clearing out, however small the patch. */
const minDeletedFiles = 5;
const maxDeletedShare = 0.25;

export const flagDeletions: FlagRule = ({ text }) => {
  const files = readChangedLines(text) ?? [];
  const deleted = files.filter(({ kind }) => kind === "delete");
  const count = deleted.length;
  const [first] = deleted;
  if (first === undefined || count < minDeletedFiles) return [];
  if (count < maxDeletedFiles && count <= files.length * maxDeletedShare) return [];
  return [
    {
      rule: "mass-deletion",
      path: first.path,
      message: `The change deletes ${count} of the ${files.length} files that it touches, \`${first.path}\` among them.`,
    },
  ];
};
