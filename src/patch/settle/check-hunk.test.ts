import { describe, expect, it } from "vitest";
import { modify, numbered, outcome } from "../apply-reply.fixture.ts";

const text = numbered(6);
const cut = /the reply seems cut off/;

/** A diff with nothing around it, so that only its own counts say where it ends. */
const bare = (...lines: string[]) => [outcome(modify(...lines), { f: text })].flat()[0];

describe("the last hunk of a reply", () => {
  it.each<[string, string[]]>([
    ["whose counts hold", ["@@ -1,2 +1,2 @@", " line 1", "-line 2", "+two"]],
    ["that has more lines than it says", ["@@ -1,1 +1,1 @@", " line 1", "-line 2", "+two", " line 3"]],
    ["without counts", ["@@", " line 1", "-line 2", "+two"]],
    [
      "that miscounts as the ones before it do",
      ["@@ -1,5 +1,5 @@", "-line 1", "+one", "@@ -4,5 +4,5 @@", " line 4", "-line 5", "+five", " line 6"],
    ],
  ])("is whole: one %s", (_, lines) => {
    expect(bare(...lines)).toMatchObject({ f: expect.any(String) });
  });

  it.each<[string, string[]]>([
    ["that says more lines than it has", ["@@ -1,6 +1,6 @@", " line 1", "-line 2", "+two"]],
    ["that says more added lines", ["@@ -1,2 +1,4 @@", " line 1", "-line 2", "+two"]],
  ])("is cut off: one %s", (_, lines) => {
    expect(bare(...lines)).toMatch(cut);
  });
});

describe("an added line", () => {
  it("that stands for code is refused, unless the file has this line itself", () => {
    const remark = "// ... existing code ...";
    const reply = modify("@@ -1 +1,2 @@", " a", `+${remark}`);
    expect(outcome(reply, { f: "a\nb\n" })).toEqual([expect.stringMatching(/^malformed f #1 @3: .*write that code/)]);
    expect(outcome(reply, { f: `a\n${remark.toUpperCase()}\n` })).toEqual([expect.stringMatching(/^malformed/)]);
    expect(outcome(reply, { f: `a\nb\n${remark}\n` })).toEqual({ f: `a\n${remark}\nb\n${remark}\n` });
  });
});
