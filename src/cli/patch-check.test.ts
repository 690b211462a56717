/** `patch check`: what is refused whatever the tree holds, what a writer would be asked, and many patches in one process. */
import { describe, expect, it } from "vitest";
import { addFile, changeLine, renameFile, withPatchCase } from "./patch-case.fixture.ts";

const check = (patch: string, files: Record<string, string> = {}) =>
  withPatchCase(files, async ({ run }) => {
    const { exit, out } = await run(["check", "--json"], patch);
    return { exit, ...JSON.parse(out) };
  });

describe("patch check", () => {
  it("tells what a writer would have to say yes to, and refuses nothing for it", async () => {
    const flagged = [{ rule: "flagged-paths", path: "Makefile", message: expect.stringContaining("`Makefile`") }];
    const files = [{ path: "Makefile", kind: "modify", hunks: 1 }];
    expect(await check(changeLine("Makefile", "one", "two"), { Makefile: "one\n" })).toEqual({
      exit: 0,
      ok: true,
      files,
      refused: [],
      flagged,
    });
    await withPatchCase({ Makefile: "one\n" }, async ({ run }) => {
      const { exit, out } = await run(["check"], changeLine("Makefile", "one", "two"));
      expect({ exit, out }).toEqual({
        exit: 0,
        out: expect.stringMatching(/^modify {2}Makefile \(1 hunk\)\nflagged: .*`Makefile`/),
      });
    });
  });

  it("has nothing flagged for ordinary code", async () => {
    expect(await check(addFile("src/a.ts", "x"))).toMatchObject({ exit: 0, flagged: [] });
  });

  it.each<[string, string, string]>([
    ["protected", addFile(".github/workflows/x.yml", "x"), "guardrail"],
    ["a way out", addFile("../x", "x"), "unsafe-path"],
    ["a secret", addFile("src/a.ts", `ghp_0123456789abcdefghij${"ABCDEFGHIJ012345"}`), "guardrail"],
    ["unreadable", addFile("src/a.ts", "a\u202eb"), "guardrail"],
  ])("refuses what is %s, which apply may write for a person where it can", async (_, patch, reason) => {
    expect(await check(patch)).toMatchObject({ exit: 3, ok: false, files: [], refused: [{ reason }], flagged: [] });
  });

  it("tells what is wrong anywhere before what does not fit this tree", async () => {
    const patch =
      changeLine("src/gone.ts", "one", "two") + changeLine(".github/x.yml", "one", "two") + addFile("../x", "x");
    const { refused } = await check(patch);
    expect(refused.map(({ reason }: { reason: string }) => reason)).toEqual([
      "unsafe-path",
      "guardrail",
      "missing-file",
      "missing-file",
    ]);
  });

  it("judges a rename by both names, in a tree that has neither", async () => {
    expect(await check(renameFile("CODEOWNERS", "docs/owners"))).toMatchObject({
      refused: [{ path: "CODEOWNERS", reason: "guardrail" }, { reason: "missing-file" }],
    });
  });
});

describe("patch check --lines", () => {
  const ask = (...requests: unknown[]) =>
    withPatchCase({}, async ({ run }) => {
      const input = requests.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
      const { exit, out } = await run(["check", "--lines"], input);
      expect(exit).toBe(0);
      return out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    });

  it("answers each line in order with a verdict", async () => {
    const answers = await ask(
      { id: 1, text: changeLine("src/a.ts", "one", "two") },
      "",
      { id: 2, patch: changeLine("package.json", "one", "two"), kind: "build" },
      { id: 3, text: addFile("AGENTS.md", "x") },
      { id: 4, text: changeLine("src/a.ts", "one", "two"), files: { "src/a.ts": "else\n" } },
      { id: 5, text: addFile("test/a.test.ts", "x"), stage: "implement" },
      { id: 6, text: addFile("src/a.ts", "x"), allow: ["docs/**"] },
    );
    expect(answers.map(({ id, verdict, ok, refused }) => [id, verdict, ok, refused[0]?.reason ?? null])).toEqual([
      [1, "accepted", true, null],
      [2, "flagged", true, null],
      [3, "refused", false, "guardrail"],
      [4, "refused", false, "no-match"],
      [5, "refused", false, "guardrail"],
      [6, "refused", false, "guardrail"],
    ]);
    expect(answers[0]).toMatchObject({ files: [{ path: "src/a.ts", kind: "modify", hunks: 1 }], flagged: [] });
  });

  it("says what is wrong with a line, and goes on", async () => {
    const answers = await ask("{", { id: "a" }, { id: "b", text: "x", patch: "y" }, { id: "c", text: "prose" });
    expect(answers).toEqual([
      { error: "the line is not JSON" },
      { id: "a", error: expect.stringContaining("give the patch as `text`") },
      { id: "b", error: expect.stringContaining("give the patch as `text`") },
      expect.objectContaining({ id: "c", verdict: "refused" }),
    ]);
  });

  it("goes with check alone, and without a file", () =>
    withPatchCase({ "a.diff": "x" }, async ({ run }) => {
      for (const args of [
        ["apply", "--lines"],
        ["check", "a.diff", "--lines"],
      ])
        expect(await run(args)).toMatchObject({ exit: 2, err: expect.stringContaining("--lines goes with check") });
    }));
});
