/** What triage is shown of a repository. */
import { expect, it } from "vitest";
import { findReadme } from "./run-triage.ts";

it.each<[string[], string | undefined]>([
  [["docs/README.md", "README.md"], "README.md"],
  [["README.env", "readme"], "readme"],
  [["README.env", "README.key"], undefined],
])("of %j the README is %s", (files, readme) => {
  expect(findReadme(files)).toBe(readme);
});
