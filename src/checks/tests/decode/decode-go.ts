/** The event stream of `go test -json`, and what the compiler printed beside it → results by name. */
import type { TestResult } from "../../../domain/evidence.ts";
import type { Decoded, Left } from "../adapters/adapter.ts";
import { createResults, type Found, maxRawMessage, maxTests } from "../create-results.ts";
import { findFaultyFiles } from "./find-faulty-files.ts";
import { findGoTests, type GoPackages } from "./find-go-tests.ts";
import { type GoEvent, readGoEvents } from "./read-go-events.ts";

type GoTest = {
  package: string;
  test: string;
  /** Null until it ends. */
  status: TestResult["status"] | null;
  output: string;
  /** The test itself said that it passed; an end of the whole process with status 0 makes `go` say so of any test. */
  saidPass: boolean;
};

const maxPackages = 1_000;
const ends: Record<string, TestResult["status"]> = { pass: "passed", fail: "failed", skip: "skipped" };
const noise = /^(?:=== (?:RUN|PAUSE|CONT|NAME)|\s*--- (?:PASS|FAIL|SKIP):)/;
const compilerLine = /^(?:vet: )?(?<file>[^\s:]{1,300}\.go):\d{1,7}:(?:\d{1,7}:)? /;

/** A test without an end was running when everything ended, and counts as failed. */
export const decodeGo = (left: Left): Decoded => {
  const { events, text: printed } = readGoEvents(left.documents.map(({ text }) => text).join("\n"));
  const text = printed + left.output;
  const tests = new Map<string, GoTest>();
  const failed = new Map<string, { output: string }>();
  for (const event of events) {
    if (event.Test === undefined) noteFailure(event, failed);
    else if (note(event, event.Test, tests) > maxTests)
      return { tests: [], reason: `the report has more than ${maxTests} tests`, text };
  }
  const packages = findGoTests(left);
  const named = [...tests.values()].map((test) => foundOf(test, packages));
  const broken = findFaultyFiles(text, compilerLine, left.place.dir);
  const isUnfinished = ({ status }: GoTest): boolean => status === null || status === "failed";
  const explained = new Set([...tests.values()].filter(isUnfinished).map((test) => test.package));
  // A package that fails without a failing test and without a fault of the compiler failed before its tests began.
  const silent = [...failed].filter(
    ([name, { output }]) => !explained.has(name) && !/\[(build|setup) failed\]/.test(output),
  );
  const rest = silent.map(
    ([name, { output }]): Found =>
      foundOf({ package: name, test: "", status: "failed", output, saidPass: false }, packages),
  );
  const found = [...named, ...broken, ...rest];
  const isEmpty = found.length === 0 && !/\[no test files\]|\[no tests to run\]/.test(text);
  return isEmpty
    ? { tests: [], reason: "go test named no test", text }
    : { tests: sortByName(createResults(found, left)), reason: null, text };
};

const note = (event: GoEvent, name: string, tests: Map<string, GoTest>): number => {
  const key = `${event.Package}\0${name}`;
  const test = tests.get(key) ?? {
    package: event.Package ?? "",
    test: name,
    status: null,
    output: "",
    saidPass: false,
  };
  tests.set(key, test);
  const line = event.Output ?? "";
  if (event.Action === "output" && !noise.test(line)) test.output = keepEnd(test.output + line);
  test.saidPass ||= /^\s*--- PASS: /.test(line);
  const status = ends[event.Action] ?? test.status;
  test.status = status === "passed" && !test.saidPass ? null : status;
  return tests.size;
};

const noteFailure = (event: GoEvent, failed: Map<string, { output: string }>): void => {
  const known = failed.get(event.Package ?? "") ?? { output: "" };
  if (failed.size >= maxPackages && !failed.has(event.Package ?? "")) return;
  if (event.Action === "output") known.output = keepEnd(known.output + (event.Output ?? ""));
  const hasFailed = event.Action === "fail" || /^FAIL\s/.test(event.Output ?? "");
  if (hasFailed || failed.has(event.Package ?? "")) failed.set(event.Package ?? "", known);
};

const keepEnd = (text: string): string => (text.length > 2 * maxRawMessage ? text.slice(-maxRawMessage) : text);

const foundOf = ({ package: name, test, status, output }: GoTest, packages: GoPackages): Found => {
  const dir = packages.dirOf(name);
  const parts = test.split("/");
  const file = dir === null ? null : packages.fileOf(dir, parts[0] ?? "");
  const why = status === null ? "It was running when the tests were ended.\n" : "";
  return {
    file,
    path: [...(file === null ? [name] : []), ...parts],
    status: status ?? "failed",
    message: why + output.slice(-maxRawMessage),
    isFile: false,
    ...(dir === null ? {} : { dir }),
  };
};

/** Parallel tests end in any order. */
const sortByName = (tests: TestResult[]): TestResult[] =>
  tests.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
