import { expect, test } from "vitest";
import type { Tool } from "../domain/tool.ts";
import { frameTools } from "./frame-tools.ts";

const tool = (name: string): Tool => ({
  name,
  description: name,
  parameters: {},
  run: async (args) => `<${name}>\n${JSON.stringify(args)}`,
});

test("only tools that the prompt names are offered, and what they give is framed", async () => {
  const [framed, ...others] = frameTools([tool("shell"), tool("search")], ["read", "search"], "abc");
  expect(others).toEqual([]);
  expect(framed?.name).toBe("search");
  expect(await framed?.run({ q: 1 })).toBe(`<<<data abc
{
 "result": {
  "source": "search",
  "author": "repository",
  "lines": [
   "\\u003csearch\\u003e",
   "{\\"q\\":1}"
  ]
 }
}
data abc>>>`);
});

test.each([
  ["many lines", "12|const a = b && c;\n".repeat(2_000)],
  ["one long line", "<".repeat(50_000)],
  ["a short line before a long one", `first\n${"<".repeat(50_000)}`],
])("of %s, the beginning is sent in a whole frame", async (_, text) => {
  const [framed] = frameTools([{ ...tool("search"), run: async () => text }], ["search"], "abc");
  const sent = (await framed?.run({})) ?? "";
  expect(sent.length).toBeLessThan(12_000);
  const inside = /^<<<data abc\n([^<>]*)\ndata abc>>>$/.exec(sent)?.[1] ?? "";
  const { lines, cut } = JSON.parse(inside).result;
  expect(text.startsWith(lines.join("\n"))).toBe(true);
  expect(lines.join("\n").length + cut).toBeLessThanOrEqual(text.length);
  expect(lines.join("\n").length + cut).toBeGreaterThanOrEqual(text.length - 1);
});
