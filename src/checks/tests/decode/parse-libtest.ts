/** What `cargo test` prints → results by name: unit, integration and doc tests, and crates that do not compile. */
import type { TestResult } from "../../../domain/evidence.ts";
import type { Decoded, Left } from "../adapters/adapter.ts";
import { createResults, type Found, maxRawMessage, maxTests } from "../create-results.ts";
import { findRustFaults } from "./find-rust-faults.ts";
import { findRustFiles, type RustFiles } from "./find-rust-files.ts";

/** One test binary, or the documentation of a crate. */
type Target = {
  path: string;
  crate: string;
  tests: Map<string, { status: TestResult["status"]; message: string }>;
  hasEnded: boolean;
};

const running = /^\s+Running (?:unittests )?(\S{1,300}) \((?:\S*[/\\])?([\w-]{1,200})-[0-9a-f]{16}(?:\.exe)?\)$/;
const documentation = /^\s+Doc-tests (\S{1,200})$/;
const result = /^test (.{1,400}?)(?: - should panic| - compile fail| - compile)? \.\.\. (ok|FAILED|ignored)(?:, .*)?$/;
const begun = /^test (.{1,400}?)(?: - should panic)? \.\.\. (?!ok$|FAILED$|ignored)/;
const section = /^---- (.{1,400}) stdout ----$/;
const statuses: Record<string, TestResult["status"]> = { ok: "passed", FAILED: "failed", ignored: "skipped" };

/** Standard output and error must have come through one pipe, in their order. */
export const parseLibtest = (left: Left): Decoded => {
  const targets = readTargets(left.output);
  const files = findRustFiles(left);
  const found = [
    ...targets.flatMap((target) => foundIn(target, files)),
    ...findRustFaults(left.output, left.place.dir),
  ];
  if (found.length > maxTests) return { tests: [], reason: `the output names more than ${maxTests} tests` };
  return targets.length === 0 && found.length === 0
    ? { tests: [], reason: "cargo test named no test" }
    : { tests: createResults(found, left), reason: null };
};

const readTargets = (output: string): Target[] => {
  const targets: Target[] = [];
  let target: Target | null = null;
  let open: string | null = null;
  let pending: string | null = null;
  for (const line of output.split("\n")) {
    const [, path = "", crate = ""] = running.exec(line) ?? [];
    const docs = documentation.exec(line)?.[1];
    if (path !== "" || docs !== undefined) {
      target = { path, crate: docs ?? crate, tests: new Map(), hasEnded: false };
      targets.push(target);
      open = pending = null;
    } else if (target === null || target.hasEnded) continue;
    else if (/^test result: /.test(line)) target.hasEnded = true;
    else if (result.test(line)) {
      const [, name = "", word = ""] = result.exec(line) ?? [];
      target.tests.set(name, { status: statuses[word] ?? "failed", message: "" });
      pending = null;
    } else if (begun.test(line) && open === null) {
      // What the test prints past the harness stands between its name and its result.
      pending = begun.exec(line)?.[1] ?? "";
      target.tests.set(pending, { status: "failed", message: "It was running when the tests were ended.\n" });
    } else if (pending !== null && /(?:^|[^\w])(ok|FAILED)$/.test(line)) {
      target.tests.set(pending, { status: line.endsWith("ok") ? "passed" : "failed", message: "" });
      pending = null;
    } else if (section.test(line)) open = section.exec(line)?.[1] ?? null;
    else if (line === "failures:") open = null;
    else if (open !== null) {
      const test = target.tests.get(open);
      if (test && test.message.length < maxRawMessage) test.message += `${line}\n`;
    } else if (/process didn't exit successfully/.test(line))
      target.tests.set("(test process)", { status: "failed", message: line.trim() });
  }
  return targets;
};

/** Tests end in any order. The numbers of lines in the names of doc tests change with every edit above them. */
const foundIn = ({ path, crate, tests }: Target, files: RustFiles): Found[] =>
  [...tests]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { status, message }]) => {
      const doc = /^(\S{1,300}) - (.*?)\(line \d{1,7}\)$/.exec(name);
      const file = doc ? files.inCrate(crate, doc[1] ?? "") : files.ofTest(path, crate, name);
      const shown = doc ? `doc ${doc[2]?.trim() || "test"}` : name;
      return { file, path: [...(file === null ? [crate] : []), shown], status, message: message.trim(), isFile: false };
    });
