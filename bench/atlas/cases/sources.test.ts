/** A line that does not fit is refused with its place. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readIssues, readPrepared } from "./sources.ts";

const directory = mkdtempSync(join(tmpdir(), "sources-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const write = (...lines: string[]): string => {
  const file = join(directory, "lines.jsonl");
  writeFileSync(file, lines.join("\n"));
  return file;
};

test("issues are read, empty lines skipped", () => {
  const file = write('{"repo":"a/b","number":1,"title":"t","body":null}', "", '{"repo":"a/b","number":2,"title":"u"}');
  expect(readIssues(file).map(({ number }) => number)).toEqual([1, 2]);
});

test.each([
  ["{", "lines.jsonl:2: SyntaxError"],
  ['{"repo":"a/b","base":"0123456","text":"t"}', "needs patch or fix"],
  ['{"repo":"a/b","base":"main","text":"t","fix":"0123456"}', "base"],
])("%s is refused", (line, reason) => {
  expect(() => readPrepared(write("", line))).toThrow(reason);
});
