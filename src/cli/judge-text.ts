/** One patch held against given files, or against the smallest ones on which it can apply, and judged. */
import { type AppliedReply, applyReply } from "../patch/apply-reply.ts";
import { type Judgement, judgeApplied, judgeRefused, type PatchPolicy } from "./judge-patch.ts";
import { shownFiles } from "./screen/shown-files.ts";

/** `applied` is null for a patch that cannot be applied. */
export type JudgedText = Judgement & { applied: AppliedReply | null };

/** `files` are the texts before, by path; null for what the patch shows of them. */
export const judgeText = (text: string, files: Record<string, string> | null, policy: PatchPolicy): JudgedText => {
  const before = files === null ? shownFiles(text) : new Map(Object.entries(files));
  const tree = { read: (path: string) => before.get(path) ?? null, list: () => before.keys() };
  const applied = applyReply(text, tree, { isWhole: true });
  return applied.ok
    ? { ...judgeApplied(applied.value, policy), applied: applied.value }
    : { refused: judgeRefused(text, applied.error, policy), flagged: [], applied: null };
};
