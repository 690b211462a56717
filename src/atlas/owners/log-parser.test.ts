import { expect, it } from "vitest";
import { LogParser } from "./log-parser.ts";

it("keeps of a name one line of at most 100 characters", () => {
  const parser = new LogParser();
  for (const name of ["Ada\nof\u001B[31m all", "x".repeat(5_000), "jo@müller.de"])
    parser.push(Buffer.from(`\0${1}\0${name}\0subject\0body\0\0\na.ts\0`));
  expect(parser.commits.map(({ author }) => author)).toEqual(["Ada of all", "x".repeat(100), "(address)"]);
});
