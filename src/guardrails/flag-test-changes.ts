/** Flags what makes the tests prove less than before, as far as the text of the change tells. */
import { findTextWeakenings } from "../integrity/find-text-weakenings.ts";
import type { Weakening, WeakeningKind } from "../integrity/weakening.ts";
import type { Flag, FlagRule } from "./guardrail.ts";
import { isFlagged, isTest } from "./path-lists.ts";

const sentences: Partial<Record<WeakeningKind, (what: string) => string>> = {
  deleted: (what) => (what === "the whole file" ? "deletes this test file" : `deletes the test "${what}"`),
  skipped: (what) => `skips tests: ${what}`,
  focused: (what) => `runs only some of the tests: ${what}`,
  "fewer assertions": (what) => `holds fewer assertions: ${what}`,
  "empty assertion": (what) => `asserts what is always true: ${what}`,
  "early end": (what) => `ends the test run early: ${what}`,
  "test detection": (what) => `asks whether tests are running: ${what}`,
  configuration: (what) => `changes how tests are run: ${what}`,
  suppression: (what) => `silences a tool: ${what}`,
};

const toFlag = ({ kind, path, line, what }: Weakening): Flag[] => {
  const sentence = sentences[kind]?.(what);
  if (path === null || sentence === undefined) return [];
  const place = line === null ? `\`${path}\`` : `Line ${line} of \`${path}\``;
  return [{ rule: "test-changes", path, message: `${place} ${sentence}` }];
};

/** Configuration among the flagged paths is named there. */
export const flagTestChanges: FlagRule = ({ changes }, context) =>
  findTextWeakenings(changes, { isTest: isTest(context), hasNames: false })
    .filter((found) => found.isFlagged && !(found.kind === "configuration" && isFlagged(found.path ?? "")))
    .flatMap(toFlag);
