/** `contains('a b', value)` asks for a part of a text, so that values which nobody meant pass as well. */
import { contextsIn } from "../expressions.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import { conditionsOf } from "./conditions.ts";

const call = /\bcontains\s?\(\s?'[^']{0,2000}'\s?,([^)]{0,500})\)/gi;

export const unsoundContains: WorkflowRule = {
  name: "unsound-contains",
  weight: "failing",
  todo: 'Compare with ==, or give a list: contains(fromJSON(\'["a", "b"]\'), value).',
  find: (source) =>
    conditionsOf(source).flatMap(({ text, path }) =>
      [...text.matchAll(call)].some(([, value = ""]) => contextsIn(value).length > 0)
        ? [{ line: source.lineOf(path), what: "the condition passes for every part of its text" }]
        : [],
    ),
};
