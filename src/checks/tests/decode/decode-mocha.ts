/** The JSON that mocha writes → results by name. */
import { posix } from "node:path";
import { z } from "zod";
import type { TestResult } from "../../../domain/evidence.ts";
import type { Decoded, Left } from "../adapters/adapter.ts";
import { createResults, type Found, maxRawMessage, maxTests } from "../create-results.ts";
import { localFile } from "./local-file.ts";
import { parseJsonReport } from "./parse-json-report.ts";

const entry = z.object({
  fullTitle: z.string(),
  file: z.string().nullable().catch(null),
  err: z.object({ message: z.string().catch(""), stack: z.string().catch("") }).catch({ message: "", stack: "" }),
});

const mochaSchema = z.object({ passes: z.array(entry), failures: z.array(entry), pending: z.array(entry) });

type Entry = z.infer<typeof entry>;

const maxTold = 50;

/** Mocha joins suites and title by spaces, so a name is `file > suite title`. Its reporter for people is not there to tell of failures. */
export const decodeMocha = (left: Left): Decoded => {
  const found: Found[] = [];
  const told: string[] = [left.output];
  for (const document of left.documents) {
    const report = parseJsonReport(document.text, mochaSchema);
    if (!report.ok) return { tests: [], reason: report.error };
    const { passes, failures, pending } = report.value;
    const add = (entries: Entry[], status: TestResult["status"]): void => {
      for (const one of entries.slice(0, maxTests + 1)) found.push(foundOf(one, status, left));
    };
    add(passes, "passed");
    add(failures, "failed");
    add(pending, "skipped");
    told.push(...failures.slice(0, maxTold).map(({ fullTitle, err }) => `✖ ${fullTitle}\n${messageOf(err)}\n`));
    if (found.length > maxTests) return { tests: [], reason: `the report has more than ${maxTests} tests` };
  }
  return { tests: createResults(found, left), reason: null, text: told.join("\n") };
};

const messageOf = ({ message, stack }: Entry["err"]): string =>
  (stack.includes(message) ? stack : `${message}\n${stack}`).slice(0, maxRawMessage);

const foundOf = ({ fullTitle, file, err }: Entry, status: TestResult["status"], { place }: Left): Found => ({
  file: file === null ? null : posix.join(place.dir, localFile(file, place)),
  path: [fullTitle],
  status,
  message: messageOf(err),
  isFile: false,
});
