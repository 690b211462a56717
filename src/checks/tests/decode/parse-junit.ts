/** JUnit XML of any runner → test results with unique names that do not change from run to run; the XML is hostile. */
import { posix } from "node:path";
import { SaxesParser } from "saxes";
import type { Untrusted } from "../../../domain/untrusted.ts";
import type { Decoded, Left } from "../adapters/adapter.ts";
import { createResults, type Found, maxRawMessage, maxTests } from "../create-results.ts";
import type { Source } from "../open-source.ts";
import { findClass } from "../read-frames.ts";
import { localFile } from "./local-file.ts";

const maxDepth = 60;

/**
 * Reads whole documents; never throws. Files are given relative to the workspace. Names are `file > suite > name`; a
 * test file that could not be loaded is named by its path alone.
 */
export const parseJunit = (left: Omit<Left, "output">): Decoded => {
  const cases: Found[] = [];
  for (const { text, path } of left.documents) {
    const reason = readDocument(text, { ...left, module: moduleOf(path) }, cases);
    if (reason !== null) return { tests: [], reason };
  }
  return { tests: createResults(cases, left), reason: null };
};

/** `module` is the directory of the Maven or Gradle module that a report belongs to. */
type Where = Pick<Left, "place" | "source"> & { module: string | null };

const readDocument = (xml: Untrusted, where: Where, cases: Found[]): string | null => {
  let reason: string | null = null;
  const suites: string[] = [];
  let depth = 0;
  let current: Found | null = null;
  let isInFault = false;

  const parser = new SaxesParser();
  parser.on("error", (error) => {
    reason ??= `the report is not well-formed XML (${error.message.slice(0, 200)})`;
  });
  parser.on("doctype", () => {
    reason ??= "the report is not well-formed XML of a test runner (it declares a document type)";
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > maxDepth) reason ??= `the report is nested more than ${maxDepth} levels deep`;
    if (name === "testsuite") suites.push(attributes.name ?? "");
    else if (name === "testcase") {
      current = openCase(attributes, suites, where);
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

  // The parser goes on after a fault, and describes each one that follows.
  const step = 4_096;
  for (let at = 0; at < xml.length && reason === null; at += step) parser.write(xml.slice(at, at + step));
  if (reason === null) parser.close();
  return reason;
};

const append = (found: Found, text: string): void => {
  const line = text.trim();
  if (line !== "" && found.message.length < maxRawMessage) {
    found.message = `${found.message}${found.message === "" ? "" : "\n"}${line}`.slice(0, maxRawMessage);
  }
};

const openCase = (attributes: Record<string, string>, suites: string[], { place, source, module }: Where): Found => {
  const name = attributes.name ?? "";
  const classname = attributes.classname ?? "";
  const suite = suites.at(-1) ?? "";
  // Node 20 names no files, except by the name of one that did not load.
  const unloaded = name.startsWith(`${place.root}/`) ? name : "";
  const path = attributes.file ?? [classname, suite].find((text) => /^[^\s]+\.[cm]?[jt]sx?$/.test(text)) ?? unloaded;
  const local = localFile(path, place);
  const known = new Set(["", "pytest", path, local]);
  const own = suites.filter((text) => !known.has(text));
  // Node repeats the suites in the class name, pytest puts the module in front, surefire uses it as the suite.
  const isRepeated =
    known.has(classname) || classname === "test" || own.join(".") === classname || own.at(-1) === classname;
  const inner = isRepeated ? "" : withoutModule(classname, local);
  return {
    file: local === "" ? fileOfClass(classname, [module ?? place.dir], source) : posix.join(place.dir, local),
    path: [...own, inner, name],
    status: "passed",
    message: "",
    isFile: local !== "" && (name === local || name === path),
    ...(module === null ? {} : { dir: module }),
  };
};

const withoutModule = (classname: string, local: string): string => {
  const module = local.replace(/\.py$/, "").replaceAll("/", ".");
  if (module === "" || !`${classname}.`.startsWith(`${module}.`)) return classname;
  return classname.slice(module.length + 1);
};

/** Java's runners name classes alone. */
const fileOfClass = (classname: string, dirs: string[], source: Source): string | null => {
  if (!/^[\w$]+(\.[\w$]+)*$/.test(classname)) return null;
  const outer = classname.replace(/\$.*$/, "");
  const simple = outer.split(".").at(-1) ?? "";
  return (
    ["java", "kt", "groovy"]
      .map((ending) => findClass(outer, `${simple}.${ending}`, dirs, source.isFile))
      .find((file) => file !== null) ?? null
  );
};

/** `web/target/surefire-reports/TEST-a.xml` → `web`. */
const moduleOf = (path: string | null): string | null => {
  const end = path === null ? -1 : `/${path}`.search(/\/(?:target|build)\//);
  return path === null || end === -1 ? null : posix.normalize(path.slice(0, end) || ".");
};
