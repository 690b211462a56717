/** Only text is changed: a NUL on either side marks a binary file. */
import type { Guardrail } from "./guardrail.ts";

export const binary: Guardrail = ({ changes }) =>
  changes
    .filter(({ before, after }) => before?.includes("\0") || after?.includes("\0"))
    .map(({ path }) => ({
      rule: "binary",
      path,
      message: `\`${path}\` is binary, and only text files can be changed: leave it as it is`,
    }));
