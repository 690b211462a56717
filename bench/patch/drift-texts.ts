/** Changes a base away from under a diff, and says what the diff must make of the new base. */
import { type Change, linesOf, placeOf } from "./change.ts";

/** By 0-based line of the old base: lines put before it, and lines that read otherwise or are gone (null). */
export type Edits = { insert: Map<number, string[]>; replace: Map<number, string | null> };

export const noEdits = (): Edits => ({ insert: new Map(), replace: new Map() });

/** Lines that the diff adds before each line of the base, and the lines that it removes. */
const plan = (change: Change): { added: Map<number, string[]>; removed: Set<number> } => {
  const added = new Map<number, string[]>();
  const removed = new Set<number>();
  for (const hunk of change.hunks) {
    let at = placeOf(hunk);
    for (const { mark, text } of hunk.lines) {
      if (mark === "+") added.set(at, [...(added.get(at) ?? []), text]);
      else if (mark === "-") removed.add(at++);
      else at++;
    }
  }
  return { added, removed };
};

/** The edited base and the same with the change; null for files without a last newline. A removed line must not be edited. */
export const driftTexts = (change: Change, { insert, replace }: Edits): { before: string; after: string } | null => {
  if (!change.before.endsWith("\n") || !change.after.endsWith("\n")) return null;
  const { added, removed } = plan(change);
  const base = linesOf(change.before);
  const before: string[] = [];
  const after: string[] = [];
  for (let at = 0; at <= base.length; at++) {
    const drifted = insert.get(at) ?? [];
    before.push(...drifted);
    after.push(...drifted, ...(added.get(at) ?? []));
    const line = replace.has(at) ? replace.get(at) : base[at];
    if (at === base.length || line === null || line === undefined) continue;
    before.push(line);
    if (!removed.has(at)) after.push(line);
  }
  const join = (lines: string[]) => lines.map((line) => `${line}\n`).join("");
  return { before: join(before), after: join(after) };
};
