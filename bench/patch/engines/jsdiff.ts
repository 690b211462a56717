/** jsdiff's `parsePatch` and `applyPatch` with fuzz 3, file by file in memory, all or nothing. */
import { applyPatch, parsePatch } from "diff";
import { bytesOf, type Case } from "../case.ts";
import { type Answer, snapshotOf, stamp } from "../judge.ts";
import type { Engine } from "./engine.ts";
import { readFences } from "./read-fences.ts";

const nameOf = (name: string | undefined): string | null =>
  name === undefined || name === "/dev/null" ? null : name.replace(/^[ab]\//, "");

type Outcome = Omit<Answer, "ms">;

const refused = (one: Case, detail: string): Outcome => ({ status: "refused", tree: snapshotOf(one.base), detail });

const answer = (one: Case): Outcome => {
  const tree = snapshotOf(one.base);
  const texts = new Map(Object.entries(one.base).map(([path, entry]) => [path, bytesOf(entry).toString("utf8")]));
  const patches = parsePatch(readFences(one.reply)).filter(({ hunks }) => hunks.length > 0);
  if (patches.length === 0) return refused(one, "no hunk");
  for (const patch of patches) {
    const [from, to] = [nameOf(patch.oldFileName), nameOf(patch.newFileName)];
    const old = from === null ? "" : texts.get(from);
    if (old === undefined) return refused(one, `no file ${from}`);
    const result = applyPatch(old, patch, { fuzzFactor: 3 });
    if (result === false) return refused(one, `a hunk of ${from} does not apply`);
    if (from !== null) tree.delete(from);
    if (from !== null) texts.delete(from);
    if (to === null) continue;
    texts.set(to, result);
    tree.set(to, stamp(one.base[from ?? to]?.mode ?? "100644", Buffer.from(result, "utf8")));
  }
  return { status: "done", tree, detail: "" };
};

export const jsdiff: Engine = {
  name: "jsdiff, fuzz 3",
  apply: async (one) => {
    const begin = performance.now();
    try {
      return { ...answer(one), ms: performance.now() - begin };
    } catch (error) {
      // It throws at what it cannot parse, which is how it refuses.
      return { ...refused(one, String(error)), ms: performance.now() - begin };
    }
  },
};
