/** A change does not clear out a long file whose rest was only left out of the answer. */

import { splitLines } from "../patch/text-lines.ts";
import { readChangedLines } from "./changed-lines.ts";
import type { Guardrail } from "./guardrail.ts";

const longFileLines = 100;

const rule = "mass-deletion";

/** More than half of a long file goes and less than half of that comes back. */
export const massDeletion: Guardrail = ({ changes, text }) => {
  const files = readChangedLines(text) ?? [];
  const linesBefore = new Map(changes.map(({ path, before }) => [path, splitLines(before ?? "").lines.length]));
  const gutted = files.filter(({ path, kind, added, removed }) => {
    const before = linesBefore.get(path) ?? 0;
    return kind === "modify" && before > longFileLines && removed > before / 2 && added.length < removed / 2;
  });
  return gutted.map(({ path, added, removed }) => ({
    rule,
    path,
    message: `\`${path}\` loses ${removed} of its ${linesBefore.get(path)} lines and gains ${added.length}: change only what must change and keep the rest`,
  }));
};
