/** What the change does to the tests themselves, for the top of the pull request body: nobody should have to look for it. */
import type { RunRecord } from "../domain/record.ts";
import { inline } from "./render-foreign.ts";

const words: Record<string, string> = {
  deleted: "deleted",
  skipped: "skipped",
  focused: "narrowed to some tests",
  "changed expectation": "passes only with the changed test",
  "fewer assertions": "fewer assertions",
  "empty assertion": "asserts what is always true",
  "early end": "ends the run early",
  "test detection": "code asks whether tests are running",
  configuration: "test configuration",
  suppression: "silences a tool",
};

const mostRows = 15;

export type TestChange = { status: string; what: string; where: string };

/** The rows of the evidence about tests that tell of them, newest evidence last; none for a change that only adds. */
export const listTestChanges = ({ evidence }: Pick<RunRecord, "evidence">): TestChange[] =>
  (evidence.findLast(({ check }) => check === "tests")?.table?.rows ?? []).flatMap(
    ([test = "", status = "", where = "", message = ""]) =>
      Object.hasOwn(words, status) ? [{ status, what: test === "" ? message : test, where }] : [],
  );

export const testChangesPart = (record: Pick<RunRecord, "evidence">): string[] => {
  const changes = listTestChanges(record);
  if (changes.length === 0) return [];
  const more = changes.length - mostRows;
  return [
    `**What it does to the tests, look here first (${changes.length}):**`,
    "",
    ...changes
      .slice(0, mostRows)
      .map(
        ({ status, what, where }) =>
          `- ${words[status]}: ${inline(what, 200)}${where ? ` (${inline(where, 160)})` : ""}`,
      ),
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
  ];
};
