/** What `python -m unittest -v` prints → results by name. */
import { posix } from "node:path";
import type { TestResult } from "../../../domain/evidence.ts";
import type { Decoded, Left } from "../adapters/adapter.ts";
import { createResults, type Found, maxRawMessage, maxTests } from "../create-results.ts";

type Entry = { id: string; status: TestResult["status"]; message: string };

const header = /^(?<name>[\w.]{1,300}) \((?<id>[\w.<>]{1,400})\)(?<rest>.*)$/;
const ending = /(?:^|\.\.\. |[^\w])(?<word>ok|FAIL|ERROR|expected failure|unexpected success)$/;
/** Each is tried only on a line that ends with its quote, where the first place that begins so fits: no other is tried. */
const skipped: Readonly<Record<string, RegExp>> = {
  "'": /(?:^|\.\.\. |[^\w])(?<word>skipped '.*')$/,
  '"': /(?:^|\.\.\. |[^\w])(?<word>skipped ".*")$/,
};

const findEnding = (line: string): RegExpExecArray | null => (skipped[line.at(-1) ?? ""] ?? ending).exec(line);
const title = /^(?:FAIL|ERROR): (?<name>[\w.]{1,300}) \((?<id>[\w.<>]{1,400})\)/;
const bar = /^={70}$/;

/** Standard output and error must have come through one pipe. A test without an end was running when everything ended. */
export const parseUnittest = (left: Left): Decoded => {
  const entries = readEntries(left.output);
  if (entries.length > maxTests) return { tests: [], reason: `the output names more than ${maxTests} tests` };
  if (entries.length === 0 && !/^Ran 0 tests in/m.test(left.output))
    return { tests: [], reason: "unittest named no test" };
  return {
    tests: createResults(
      entries.map((entry) => foundOf(entry, left)),
      left,
    ),
    reason: null,
  };
};

const readEntries = (output: string): Entry[] => {
  const entries = new Map<string, Entry>();
  const put = (id: string, status: TestResult["status"]): Entry => {
    const entry = entries.get(id) ?? { id, status, message: "" };
    entry.status = entry.status === "failed" ? "failed" : status;
    entries.set(id, entry);
    return entry;
  };
  let open: string | null = null;
  let told: Entry | null = null;
  let isTelling = false;
  let dashes = 0;
  for (const line of output.split("\n")) {
    if (bar.test(line)) {
      isTelling = true;
      told = null;
      dashes = 0;
    } else if (isTelling) {
      const groups = title.exec(line)?.groups;
      if (/^-{70}$/.test(line)) dashes += 1;
      else if (told === null && groups) told = put(idOf(groups.name ?? "", groups.id ?? ""), "failed");
      // A second line of dashes ends the last section.
      else if (told !== null && dashes < 2 && told.message.length < maxRawMessage) told.message += `${line}\n`;
    } else {
      // Indented lines are results of sub-tests, which the sections below tell.
      const groups = header.exec(line)?.groups;
      if (groups && !line.startsWith(" ")) {
        if (open !== null) put(open, "passed");
        open = idOf(groups.name ?? "", groups.id ?? "");
      }
      const word = findEnding(line)?.groups?.word;
      if (open === null || word === undefined || (groups && !(groups.rest ?? "").includes("..."))) continue;
      put(open, statusOf(word));
      open = null;
    }
  }
  if (open !== null && !/^Ran \d+ tests? in/m.test(output))
    put(open, "failed").message = "It was running when the tests were ended.";
  return [...entries.values()];
};

const statusOf = (word: string): TestResult["status"] => {
  if (word.startsWith("skipped")) return "skipped";
  return word === "ok" || word === "expected failure" ? "passed" : "failed";
};

/** Since Python 3.11 the name stands at the end of the id too. */
const idOf = (name: string, id: string): string => (id === name || id.endsWith(`.${name}`) ? id : `${id}.${name}`);

const foundOf = ({ id, status, message }: Entry, { place, source }: Left): Found => {
  const plain = id.replace(/^unittest\.loader\.(?:_FailedTest|ModuleImportFailure)\./, "");
  const parts = plain.split(".");
  for (let count = Math.min(parts.length, 20); count > 0; count--) {
    const path = `${parts.slice(0, count).join("/")}.py`;
    const file = ["", "tests", "test", "src"].map((dir) => posix.join(place.dir, dir, path)).find(source.isFile);
    if (file === undefined) continue;
    return { file, path: parts.slice(count), status, message, isFile: count === parts.length };
  }
  return { file: null, path: parts, status, message, isFile: false };
};
