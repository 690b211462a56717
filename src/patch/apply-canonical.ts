/** Text that was printed from changes is applied again on files read anew: it must give exactly itself, or nothing. */
import type { FileChange, PatchSet, ReadBase, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { applyExactly } from "./apply-exactly.ts";
import { parsePatch } from "./parse/parse-patch.ts";
import { refusal } from "./refusal.ts";
import { renderPatch } from "./render.ts";

/** `patch` is what judges look at; nothing stands in `changes` that is not in it. */
type CanonicalPatch = { patch: PatchSet; changes: FileChange[] };

/** Every path that a patch names, old names of renamed files included: what must be read before it can be applied. */
export const namedPaths = ({ files }: PatchSet): string[] =>
  files.flatMap((file) => (file.kind === "rename" ? [file.path, file.from] : [file.path]));

/** `text` must be exactly what `renderPatch` prints for these files: no leniency reaches what is written. */
export const applyCanonical = (text: string, read: ReadBase): Result<CanonicalPatch, Refusal[]> => {
  const patch = parsePatch(text);
  if (!patch.ok) return patch;
  const applied = applyExactly(patch.value, read);
  if (!applied.ok) return applied;
  if (renderPatch(applied.value) === text) return success({ patch: patch.value, changes: applied.value });
  return failure([refusal("malformed", "it is not the canonical text of the change that it makes on these files")]);
};
