/** Reads `Depends on #n` lines of an issue body; the words stand at the start of a line or list item. */
import type { Untrusted } from "../domain/untrusted.ts";

const maxDependencies = 20;

/** Issue numbers of this repository in order of appearance, without doubles. `Depends on #3, #4 and #5` names three. */
export const parseDependencies = (body: Untrusted): number[] => {
  const numbers = new Set<number>();
  for (const line of body.split("\n")) {
    const match = /^[\s>*+-]{0,20}depends on[:\s](.{0,500})$/i.exec(line.trimEnd());
    for (const reference of match?.[1]?.matchAll(/(?<![\w./-])#(\d{1,9})\b/g) ?? []) numbers.add(Number(reference[1]));
  }
  return [...numbers].slice(0, maxDependencies);
};
