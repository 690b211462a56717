/** From a model's reply to changes of files: extract, parse, locate and apply, and print the canonical text. */
import type { FileChange, PatchSet, ReadBase, Refusal } from "../domain/patch.ts";
import { type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { applyPatch } from "./apply.ts";
import { extractDiff } from "./extract.ts";
import { parsePatch } from "./parse.ts";
import { renderPatch } from "./render.ts";

/** `text` is printed from `changes`; nothing of the reply's own spelling is in it. */
export type ReadPatch = { patch: PatchSet; changes: FileChange[]; text: string };

/** Refusals of the first step that has any; `line` counts in the extracted diff or in the file. */
export const readPatch = (reply: Untrusted, readBase: ReadBase): Result<ReadPatch, Refusal[]> => {
  const diff = extractDiff(reply);
  if (!diff.ok) return diff;
  const patch = parsePatch(diff.value);
  if (!patch.ok) return patch;
  const changes = applyPatch(patch.value, readBase);
  if (!changes.ok) return changes;
  return success({ patch: patch.value, changes: changes.value, text: renderPatch(changes.value) });
};
