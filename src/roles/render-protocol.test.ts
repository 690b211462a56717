import { applyPatch, parsePatch } from "diff";
import { expect, test } from "vitest";
import { renderProtocol } from "./render-protocol.ts";

test("the diff that the protocol shows is a correct one", () => {
  const shown = renderProtocol("required")
    .split("\n")
    .filter((line) => line.startsWith("    "))
    .map((line) => line.slice(4))
    .join("\n");
  const [modified, added] = parsePatch(`${shown}\n`);
  if (modified === undefined || added === undefined) throw new Error("two files were expected");
  const base = `import { words } from "./words.js";

export function greet(name) {
  return words.hello + name;
}

export const version = 1;
`;
  expect(applyPatch(base, modified)).toContain("return polite(words.hello, name.trim());");
  expect(applyPatch("", added)).toContain("export function polite");
});

test("only roles with a diff are told about diffs, and only an optional one may be null", () => {
  expect(renderProtocol("none")).not.toContain("diff");
  expect(renderProtocol("required")).not.toContain("or null");
  expect(renderProtocol("optional")).toContain("or null");
});
