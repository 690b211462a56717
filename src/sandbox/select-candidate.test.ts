import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Candidate } from "./backends/candidates.ts";
import { createPlainBackend } from "./backends/create-plain-backend.ts";
import type { Layer } from "./layers.ts";
import { describeTried, noteOf } from "./note-of.ts";
import { selectCandidate } from "./select-candidate.ts";

const scratch = mkdtempSync(join(tmpdir(), "select-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let made = 0;
/** A process group passes exactly when nothing more is promised. */
const candidate = (title: string, layers: Layer[]): Candidate => ({
  backend: "unshare",
  title,
  layers: new Set(layers),
  create: ({ places }) => {
    made += 1;
    return createPlainBackend(places);
  },
});

describe("selectCandidate", () => {
  it("takes the first that passes and tells of those before it", async () => {
    const [bad, good] = [candidate("first", ["network"]), candidate("second", [])];
    const selection = await selectCandidate([bad, good, candidate("third", [])], scratch);
    expect(selection.candidate).toBe(good);
    expect(selection.tried).toMatchObject([
      { title: "first", failed: ["network"] },
      { title: "second", failed: [] },
    ]);
  });

  it("takes none when every one fails, and tests each once", async () => {
    const bad = candidate("never", ["processes"]);
    const before = made;
    const selections = [await selectCandidate([bad], scratch), await selectCandidate([bad], scratch)];
    expect(selections.map((selection) => selection.candidate)).toEqual([null, null]);
    expect(made - before).toBe(1);
    expect(describeTried(selections[0]?.tried ?? [])).toContain("never: processes: ");
  });
});

describe("noteOf", () => {
  it("says what a candidate does not offer", () => {
    expect(noteOf({ title: "x", layers: new Set(["network"]) } as unknown as Candidate)).toContain("another user");
    expect(describeTried([])).toBe("No back end works on this operating system.");
  });
});
