/** Builds refusals, so that a reason states only what it knows. */
import type { Refusal } from "../domain/patch.ts";

/** A refusal whose unstated places are null. */
export const refusal = (
  reason: Refusal["reason"],
  detail: string,
  place: { path?: string | null; hunk?: number; line?: number; nearest?: string | null } = {},
): Refusal => ({
  path: place.path ?? null,
  hunk: place.hunk ?? null,
  line: place.line ?? null,
  reason,
  detail,
  nearest: place.nearest ?? null,
});
