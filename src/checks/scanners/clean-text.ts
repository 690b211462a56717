/** Text of a scanner as one line that shows all it holds. */
import type { Untrusted } from "../../domain/untrusted.ts";

const unseen = /[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** At most `max` characters; control, bidi and invisible characters and line ends become spaces. */
export const cleanText = (text: Untrusted, max: number): string => {
  const line = text
    .slice(0, 4 * max)
    .toWellFormed()
    .replace(unseen, " ")
    .trim();
  return line.length <= max
    ? line
    : `${line
        .slice(0, max - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, "")}…`;
};
