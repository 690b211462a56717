/** JUnit XML of any runner → test results with unique names that do not change from run to run; the XML is hostile. */
import { createHash } from "node:crypto";
import { posix } from "node:path";
import { SaxesParser } from "saxes";
import type { TestResult } from "../domain/evidence.ts";
import type { Untrusted } from "../domain/untrusted.ts";

const maxTests = 20_000;
const maxDepth = 60;
const maxName = 500;
const maxMessage = 4_000;

export type JunitReport = {
  tests: TestResult[];
  /** Why `tests` is empty although documents were given; null when they were read. */
  reason: string | null;
};

type Case = {
  file: string | null;
  suites: string[];
  name: string;
  status: TestResult["status"];
  message: string;
  /** The entry stands for the whole file, which did not load. */
  isFile: boolean;
};

/** The workspace, and the directory below it (`.` for itself) where the runner ran. */
export type Place = { root: string; dir: string };

/**
 * Reads whole documents; never throws. Files are given relative to the workspace. Names are `file > suite > name`; a
 * test file that could not be loaded is named by its path alone. `clean` makes messages comparable.
 */
export const parseJunit = (
  documents: Untrusted[],
  place: Place,
  clean: (text: Untrusted) => Untrusted,
): JunitReport => {
  const cases: Case[] = [];
  for (const document of documents) {
    const reason = readDocument(document, place, cases);
    if (reason !== null) return { tests: [], reason };
  }
  const seen = new Set<string>();
  const tests = cases.map((found) => {
    const { file, status, message } = found;
    const name = uniqueName(fullName(found).replaceAll(place.root, "."), seen);
    return {
      name,
      status,
      file: file?.slice(0, maxName) ?? null,
      message: status === "failed" ? clean(message).slice(0, maxMessage).toWellFormed() : null,
    };
  });
  return { tests, reason: null };
};

const readDocument = (xml: Untrusted, place: Place, cases: Case[]): string | null => {
  let reason: string | null = null;
  const suites: string[] = [];
  let depth = 0;
  let current: Case | null = null;
  let isInFault = false;

  const parser = new SaxesParser();
  parser.on("error", (error) => {
    reason ??= `the report is not well-formed XML (${error.message.slice(0, 200)})`;
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > maxDepth) reason ??= `the report is nested more than ${maxDepth} levels deep`;
    if (name === "testsuite") suites.push(attributes.name ?? "");
    else if (name === "testcase") {
      current = openCase(attributes, suites, place);
      if (cases.length >= maxTests) reason ??= `the report has more than ${maxTests} tests`;
      else cases.push(current);
    } else if (current && (name === "failure" || name === "error")) {
      current.status = "failed";
      current.isFile ||= attributes.message === "collection failure";
      append(current, attributes.message ?? "");
      isInFault = true;
    } else if (current && name === "skipped" && current.status === "passed") current.status = "skipped";
  });
  const onText = (text: string): void => {
    if (current && isInFault) append(current, text);
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    if (name === "testsuite") suites.pop();
    else if (name === "testcase") current = null;
    else if (name === "failure" || name === "error") isInFault = false;
  });

  const step = 65_536;
  for (let at = 0; at < xml.length && reason === null; at += step) parser.write(xml.slice(at, at + step));
  if (reason === null) parser.close();
  return reason;
};

const append = (found: Case, text: string): void => {
  // Twice the limit, because cleaning may shorten what is kept.
  const line = text.trim();
  if (line !== "" && found.message.length < 2 * maxMessage) {
    found.message = `${found.message}${found.message === "" ? "" : "\n"}${line}`.slice(0, 2 * maxMessage);
  }
};

const openCase = (attributes: Record<string, string>, suites: string[], place: Place): Case => {
  const name = attributes.name ?? "";
  const classname = attributes.classname ?? "";
  const suite = suites.at(-1) ?? "";
  const path = attributes.file ?? [classname, suite].find((text) => /^[^\s]+\.[cm]?[jt]sx?$/.test(text)) ?? "";
  const local = localPath(path, place);
  const known = new Set(["", "pytest", path, local]);
  const own = suites.filter((text) => !known.has(text));
  // Node repeats the suites in the class name, pytest puts the module in front, surefire uses it as the suite.
  const isRepeated =
    known.has(classname) || classname === "test" || own.join(".") === classname || own.at(-1) === classname;
  const inner = isRepeated ? "" : withoutModule(classname, local);
  return {
    file: local === "" ? null : posix.join(place.dir, local),
    suites: inner === "" ? own : [...own, inner],
    name,
    status: "passed",
    message: "",
    isFile: local !== "" && (name === local || name === path),
  };
};

const withoutModule = (classname: string, local: string): string => {
  const module = local.replace(/\.py$/, "").replaceAll("/", ".");
  if (module === "" || !`${classname}.`.startsWith(`${module}.`)) return classname;
  return classname.slice(module.length + 1);
};

/** Relative to where the runner ran. */
const localPath = (path: string, { root, dir }: Place): string => {
  const base = dir === "." ? root : `${root}/${dir}`;
  return path.startsWith("/") ? posix.relative(base, path) : path.replace(/^\.\//, "");
};

const fullName = ({ file, suites, name, isFile }: Case): string => {
  if (file !== null && isFile) return file;
  return [file, ...suites, name].filter((part) => part !== null && part !== "").join(" > ");
};

const uniqueName = (full: string, seen: Set<string>): string => {
  const line = full.replace(/\s+/g, " ").trim().toWellFormed();
  const hash = () => createHash("sha256").update(line).digest("hex").slice(0, 8);
  const short = line.length > maxName - 10 ? `${line.slice(0, maxName - 30).toWellFormed()}… ${hash()}` : line;
  let name = short;
  for (let count = 2; seen.has(name); count++) name = `${short} (${count})`;
  seen.add(name);
  return name;
};
