import { expect, test } from "vitest";
import { describeExcerpts, showFile } from "./show.ts";
import type { StageContext } from "./stage-context.ts";

const texts: Record<string, string> = { "README.md": "# Shop\n", "passwords.txt": "canary\n", ".env.txt": "canary\n" };
const context = { workspace: { read: (path: string) => texts[path] ?? null } } as unknown as StageContext;

test("a file whose name says that it may hold secrets is shown to nobody", () => {
  expect(showFile(context, "README.md")).toEqual({ path: "README.md", from: 1, to: 1, total: 1, text: "# Shop\n" });
  expect(showFile(context, "passwords.txt")).toBeNull();
  expect(showFile(context, ".env.txt")).toBeNull();
  expect(showFile(context, "missing.md")).toBeNull();
});

test("the record names whole files by their path, parts by their lines, and counts what it does not list", () => {
  const part = { path: "a.ts", from: 2, to: 3, total: 9, text: "1234567" };
  expect(describeExcerpts([part, { ...part, from: 1, to: 9 }], ["1234567"])).toEqual({
    tokens: 6,
    excerpts: ["a.ts:2-3", "a.ts"],
    more: 0,
  });
  const many = describeExcerpts(Array.from({ length: 23 }, () => ({ ...part, path: "p".repeat(900) })));
  expect(many.excerpts).toHaveLength(20);
  expect(many.more).toBe(3);
  expect(Math.max(...many.excerpts.map(({ length }) => length))).toBe(600);
});
