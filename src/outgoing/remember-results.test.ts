import { expect, it } from "vitest";
import { rememberResults } from "./remember-results.ts";

it("asks once for a text, again for one that was pushed out, and always for a long one", () => {
  const asked: string[] = [];
  const lengthOf = rememberResults(
    (text) => {
      asked.push(text);
      return [text.length];
    },
    { entries: 2, length: 5 },
  );
  expect(lengthOf("a")).toEqual([1]);
  expect(lengthOf("a")).toBe(lengthOf("a"));
  expect(asked).toEqual(["a"]);
  for (const text of ["b", "c", "a"]) lengthOf(text);
  expect(asked).toEqual(["a", "b", "c", "a"]);
  expect([lengthOf("longer"), lengthOf("longer")]).toEqual([[6], [6]]);
  expect(asked.slice(4)).toEqual(["longer", "longer"]);
});
