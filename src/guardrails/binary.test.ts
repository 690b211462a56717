import { describe, expect, it } from "vitest";
import { binary } from "./binary.ts";
import { changeOf, contextOf } from "./example-change.fixture.ts";

describe("binary", () => {
  it.each([
    ["text", "a\n", "b\n", 0],
    ["a NUL that is added", "a\n", "b\0\n", 1],
    ["a binary file that is changed", "a\0\nb\n", "a\0\nc\n", 1],
    ["a binary file that is deleted", "\0", null, 1],
  ])("judges %s", (_, before, after, expected) => {
    expect(binary(changeOf({ path: "a", before, after }), contextOf())).toHaveLength(expected);
  });
});
