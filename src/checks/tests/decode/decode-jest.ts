/** The JSON that jest writes → results by name. */
import { posix } from "node:path";
import { z } from "zod";
import type { TestResult } from "../../../domain/evidence.ts";
import type { Untrusted } from "../../../domain/untrusted.ts";
import type { Decoded, Left } from "../adapters/adapter.ts";
import { createResults, type Found, maxTests } from "../create-results.ts";
import { localFile } from "./local-file.ts";
import { parseJsonReport } from "./parse-json-report.ts";

const text = z.string().catch("");
const texts = z.array(text).catch([]);

const jestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: text,
      message: text,
      assertionResults: z.array(z.object({ ancestorTitles: texts, title: text, status: text, failureMessages: texts })),
    }),
  ),
});

type JestFile = z.infer<typeof jestSchema>["testResults"][number];

const statuses: Record<string, TestResult["status"]> = { passed: "passed", failed: "failed" };

/** A file that fails although none of its tests does is named by its path. */
export const decodeJest = (left: Left): Decoded => {
  const found: Found[] = [];
  for (const document of left.documents) {
    const report = parseJsonReport(document.text, jestSchema);
    if (!report.ok) return { tests: [], reason: report.error };
    for (const file of report.value.testResults) {
      if (found.length + file.assertionResults.length > maxTests)
        return { tests: [], reason: `the report has more than ${maxTests} tests` };
      found.push(...foundIn(file, left));
    }
  }
  return { tests: createResults(found, left), reason: null };
};

const foundIn = (result: JestFile, { place }: Left): Found[] => {
  const file = posix.join(place.dir, localFile(result.name, place));
  const tests = result.assertionResults.map(({ ancestorTitles, title, status, failureMessages }) => ({
    file,
    path: [...ancestorTitles, title],
    status: statuses[status] ?? "skipped",
    message: failureMessages.join("\n") as Untrusted,
    isFile: false,
  }));
  const isBroken = result.status === "failed" && tests.every((test) => test.status !== "failed");
  return isBroken
    ? [...tests, { file, path: [], status: "failed", message: withoutBanner(result.message), isFile: true }]
    : tests;
};

const withoutBanner = (message: string): string => message.replace(/^\s*● Test suite failed to run\s*/, "").trim();
