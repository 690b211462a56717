/** Random replies through the command: `check` and `apply` say the same, and only files that the reply names change. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { printGitDiffs } from "../patch/git-diffs.fixture.ts";
import { mutateDiff, mutations } from "../patch/mutated-diffs.fixture.ts";
import { randomTrees } from "../patch/random-trees.fixture.ts";
import { withPatchCase } from "./patch-case.fixture.ts";

const packages: ((diff: string) => string)[] = [
  (diff) => diff,
  (diff) => `Here is the change.\n\n\`\`\`\`\`diff\n${diff}\`\`\`\`\`\n\nThat is all.\n`,
  (diff) => diff.replace(/^diff --git .*\n/gm, ""),
  (diff) => diff.replace(/^@@ .*? @@/gm, "@@"),
  (diff) => JSON.stringify({ diff }),
];

const cases = fc.array(fc.tuple(randomTrees, mutations, fc.constantFrom(...packages)), {
  minLength: 60,
  maxLength: 60,
});

/** Stand beside the files of every case and have names like theirs. */
const bystanders = { "other/README.md": "a\nb\n", "src/README.md": "a\nb\n", "lib/x": "a\n", "x.orig": "a\n", y: "" };

/** A path as the reply may spell it: as it is, or with the escapes of git and of JSON. */
const names = (reply: string, path: string): boolean => {
  const octal = Array.from(Buffer.from(path), (byte) =>
    byte > 126 ? `\\${byte.toString(8)}` : byte === 34 ? '\\"' : String.fromCharCode(byte),
  ).join("");
  const spellings = [path, octal];
  return [...spellings, ...spellings.map((name) => JSON.stringify(name).slice(1, -1))].some((name) =>
    reply.includes(name),
  );
};

type Said = { files: { path: string; kind: string }[]; refused: { reason: string }[] };

/** `check` tells first what is wrong anywhere. */
const sorted = (said: Said): Said => ({
  ...said,
  refused: said.refused.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
});

it("ends, prints and refuses alike for check and apply, and changes only what the reply names", async () => {
  const ends = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(cases, async (all) => {
      const diffs = printGitDiffs(
        all.map(([pair]) => pair),
        ["-M"],
      );
      for (const [at, [{ before }, chosen, wrap]] of all.entries()) {
        const reply = wrap(mutateDiff(diffs[at] ?? "", chosen));
        await withPatchCase({ ...bystanders, ...before }, async ({ run, snapshot }) => {
          const untouched = snapshot();
          const checked = await run(["check", "--json"], reply);
          expect(snapshot()).toEqual(untouched);
          const { flagged: _, ...said } = JSON.parse(checked.out) as Said & { flagged: unknown };
          const applied = await run(["apply", "--json"], reply);
          // A guardrail stops the bot, not the person who applies a patch.
          const isStopped = said.refused.some(({ reason }) => reason === "guardrail");
          if (!isStopped)
            expect({ reply, exit: applied.exit, said: sorted(JSON.parse(applied.out)) }).toEqual({
              reply,
              exit: checked.exit,
              said: sorted(said),
            });
          const now = snapshot();
          const touched = [...new Set([...Object.keys(untouched), ...Object.keys(now)])].filter(
            (path) => untouched[path] !== now[path],
          );
          const { files } = JSON.parse(applied.out) as Said;
          ends.set(applied.exit, (ends.get(applied.exit) ?? 0) + 1);
          if (applied.exit !== 0) expect(touched).toEqual([]);
          expect({ reply, strangers: touched.filter((path) => !names(reply, path)) }).toEqual({ reply, strangers: [] });
          for (const { path, kind } of files) expect(path in now).toBe(kind !== "delete");
        });
      }
    }),
    { numRuns: 4, endOnFailure: true, seed: 2_026 },
  );
  expect(ends.get(0)).toBeGreaterThan(30);
  expect(ends.get(3)).toBeGreaterThan(30);
});
