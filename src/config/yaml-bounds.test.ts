import { expect, it } from "vitest";
import { parseWorkflow } from "./read-workflow.ts";
import { readYaml } from "./read-yaml.ts";
import { findYamlExcess } from "./yaml-bounds.ts";

const list = (entries: number) => `allow:\n${'  - "src/**"\n'.repeat(entries)}`;

it.each([
  ["3,000 quoted entries", list(3_000)],
  ["64 KB of comment", `# ${"- [word] ".repeat(30)}\n`.repeat(15)],
  ["lists of lists", `${"[".repeat(32)}${"]".repeat(32)}`],
  ["a row of dashes", "a: ---------------------------------"],
])("lets %s pass", (_, text) => {
  expect(findYamlExcess(text)).toBeNull();
});

it.each([
  ["brackets", `a: 1\nb: ${"[".repeat(33)}`, 2],
  ["braces", "{a: ".repeat(33), 1],
  ["lists on one line", `a:\n${"- ".repeat(130)}b`, 2],
  ["complex keys", "? ".repeat(130), 1],
])("stops %s inside each other", (_, text, line) => {
  expect(findYamlExcess(text)).toEqual({ line, message: "it is nested too deeply" });
});

it.each(["]", "[]", '"', "a: b\n", "{a,b}\n", "- *a\n", "[a]: "])("stops too many of %j", (opener) => {
  expect(findYamlExcess(opener.repeat(13_000))?.message).toContain("10000");
});

it("stops both readers, at its line", () => {
  const text = `a: 1\n${"[".repeat(40)}`;
  expect(readYaml(text)).toEqual({
    ok: false,
    error: [{ line: 2, path: [], message: "cannot be read: it is nested too deeply" }],
  });
  expect(parseWorkflow({ path: "a.yml", text })).toEqual({
    ok: false,
    error: "too much for a workflow: line 2: it is nested too deeply",
  });
});

it("names a directive before anything is parsed", () => {
  expect(readYaml("a: 1\n%TAG ! tag:x\n---\nb: 1")).toEqual({
    ok: false,
    error: [{ line: 2, path: [], message: "a %TAG directive is not allowed" }],
  });
});
