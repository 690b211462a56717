import { expect, it } from "vitest";
import { sortByFile } from "./sort-by-file.ts";

it("sorts by file and keeps the order within one", () => {
  const test = (name: string, file: string | null) => ({
    name,
    file,
    status: "passed" as const,
    line: null,
    message: null,
    stack: null,
  });
  const tests = [test("2", "b"), test("1", "b"), test("0", "a"), test("x", null)];
  expect(sortByFile({ tests, reason: null }).tests.map(({ name }) => name)).toEqual(["x", "0", "2", "1"]);
});
