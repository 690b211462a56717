/** Bounds for YAML before any parser sees it: how much structure it may have, and how deep. */
import type { Untrusted } from "../domain/untrusted.ts";

/** Keys, brackets, commas, quotes and indicators; a list of 3,000 quoted entries has 9,000. */
const maxMarks = 10_000;
const maxDepth = 32;

const anywhere = new Set("[]{},\"'");
const atStart = new Set("-?*&!|>%@`");

/** Why the text is too much for a parser, with the 1-based line, or null. Linear; brackets inside of quotes count too. */
export const findYamlExcess = (text: Untrusted): { line: number; message: string } | null => {
  let [marks, depth, line, chain] = [0, 0, 1, 0];
  let before = "\n";
  for (const sign of text) {
    if (sign === "\n") [line, chain] = [line + 1, 0];
    const isIndicator = atStart.has(sign) && (before === " " || before === "\n");
    const endsKey = before === ":" && (sign === " " || sign === "\n");
    if (isIndicator || endsKey || anywhere.has(sign)) marks++;
    if (sign === "[" || sign === "{") depth++;
    if (sign === "]" || sign === "}") depth = Math.max(0, depth - 1);
    if (isIndicator && (sign === "-" || sign === "?")) chain++;
    if (depth > maxDepth || chain > maxDepth * 4) return { line, message: "it is nested too deeply" };
    if (marks > maxMarks) return { line, message: `it has more than ${maxMarks} brackets, quotes and indicators` };
    before = sign;
  }
  return null;
};
