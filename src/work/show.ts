/** What a role is shown of the repository: a slice of the atlas that fits its model, with the files it must see pinned. */
import { sliceAtlas } from "../atlas/slice.ts";
import type { Plan } from "../domain/plan.ts";
import type { Tier } from "../model/model.ts";
import type { FileSlice, Slice } from "../roles/slice.ts";
import type { StageContext } from "./stage-context.ts";

/** More does not help: what is far from the task only distracts. */
const largestSlice = 24_000;

/** `text` is what the files are ranked by; `pinned` come first, whole where they fit. */
export const showRepository = (context: StageContext, tier: Tier, text: string, pinned: string[]): Slice => {
  const { workspace, model } = context;
  const budgetTokens = Math.min(largestSlice, Math.floor(model.contextTokens(tier) * 0.4));
  const { files, tests, tree } = sliceAtlas({
    files: workspace.list(),
    read: workspace.read,
    text,
    budgetTokens,
    pinned,
  });
  return { files, tests, tree: tree.split("\n") };
};

/** The words that stand for the task. */
export const taskText = ({ item }: StageContext, plan: Plan | null): string =>
  [
    item.brief.issue.title,
    item.brief.issue.body,
    ...(plan ? [plan.title, plan.summary, ...plan.steps, ...plan.files] : []),
  ].join("\n");

/** A whole file as the workspace holds it; null when it is not there as text. */
export const showFile = (context: StageContext, path: string): FileSlice | null => {
  const text = context.workspace.read(path);
  if (text === null) return null;
  const total = text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
  return { path, from: 1, to: total, total, text };
};
