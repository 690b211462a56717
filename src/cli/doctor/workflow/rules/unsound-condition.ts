/** Conditions that are always true, because something stands beside their braces and makes them a text. */
import type { WorkflowRule } from "../workflow-rule.ts";
import { conditionsOf } from "./conditions.ts";

/** What stands outside of `${{ … }}`; null without braces. */
const outside = (text: string): string | null => {
  const from = text.indexOf("${{");
  const to = text.lastIndexOf("}}");
  if (from < 0 || to < from) return null;
  const inner = text.slice(from + 3, to);
  return text.slice(0, from) + text.slice(to + 2) + (inner.includes("${{") ? "x" : "");
};

export const unsoundCondition: WorkflowRule = {
  name: "unsound-condition",
  weight: "failing",
  todo: "Write the whole condition inside of one pair of braces, or without any; in a block use if: >- or if: |-.",
  find: (source) =>
    conditionsOf(source)
      .filter(({ text }) => (outside(text) ?? "") !== "")
      .map(({ path }) => ({ line: source.lineOf(path), what: "the condition is a text, and so always true" })),
};
