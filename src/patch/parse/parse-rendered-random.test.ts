import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyReply } from "../apply-reply.ts";
import { printGitDiffs } from "../git-diffs.fixture.ts";
import { changeTexts, filesOf, randomTrees } from "../random-trees.fixture.ts";
import { renderPatch } from "../render.ts";
import { applyExactly, printPatchSet } from "./apply-exactly.fixture.ts";
import { parsePatch } from "./parse-patch.ts";

describe("parsePatch on random trees with moved files", () => {
  it("reads what git prints and what is rendered from it as the same change", () => {
    fc.assert(
      fc.property(fc.array(randomTrees, { minLength: 60, maxLength: 60 }), (pairs) => {
        for (const [at, diff] of printGitDiffs(pairs, ["-M"]).entries()) {
          const { before = {}, after = {} } = pairs[at] ?? {};
          const read = filesOf(before).read;
          const printed = parsePatch(diff);
          if (!printed.ok) throw new Error(JSON.stringify({ diff, refused: printed.error }));
          expect(changeTexts(before, applyExactly(printed.value, read))).toEqual(after);
          expect(parsePatch(printPatchSet(printed.value))).toEqual(printed);
          const applied = applyReply(diff, filesOf(before));
          if (!applied.ok) continue;
          const rendered = parsePatch(renderPatch(applied.value.changes));
          const identity = ({
            path,
            before: old,
            after: fresh,
          }: {
            path: string;
            before: string | null;
            after: string | null;
          }) => ({ path, old, fresh });
          expect(rendered.ok && applyExactly(rendered.value, read).map(identity)).toEqual(
            applied.value.changes.map(identity),
          );
        }
      }),
      { numRuns: 4, endOnFailure: true, seed: 2_026 },
    );
  });
});
