/** What a report says of its tests → results with unique names that do not change from run to run. */
import { createHash } from "node:crypto";
import type { TestResult } from "../../domain/evidence.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import type { Left } from "./adapters/adapter.ts";
import { readFrames, withoutForeignFrames } from "./read-frames.ts";

export const maxTests = 20_000;
const maxName = 500;
const maxMessage = 4_000;
const maxStack = 2_000;
/** Failures whose text is looked through for frames; more than that are read by nobody. */
const maxTraced = 500;

/** Twice the limit of a message, because cleaning may shorten what is kept. */
export const maxRawMessage = 2 * maxMessage;

export type Found = {
  /** Relative to the workspace; null when the runner does not say. */
  file: string | null;
  /** Suites from the outside in, and the test's own name. */
  path: string[];
  status: TestResult["status"];
  /** What is known of the failure, its stack too. */
  message: Untrusted;
  /** The entry stands for the whole file, which did not load. */
  isFile: boolean;
  /** A directory that paths in the message may be relative to, besides the workspace and the project. */
  dir?: string;
  /** 1-based line of the failure, where the runner says it outside of the message. */
  line?: number | null;
};

/** Names are `file > suite > test`; a file that could not be loaded is named by its path alone. */
export const createResults = (
  found: Found[],
  { place, clean, source }: Omit<Left, "documents" | "output">,
): TestResult[] => {
  const unique = createNames();
  let traced = 0;
  return found.slice(0, maxTests).map((one) => {
    const name = unique(fullName(one).replaceAll(place.root, "."));
    const file = one.file?.slice(0, maxName).toWellFormed() ?? null;
    if (one.status !== "failed") return { name, status: one.status, file, line: null, message: null, stack: null };
    const text = withoutForeignFrames(clean(one.message.slice(0, maxRawMessage)));
    traced += 1;
    const dirs = [...new Set([place.dir, ...(one.dir === undefined ? [] : [one.dir])])];
    const frames = traced > maxTraced ? [] : readFrames(text, dirs, source.isFile);
    const stack = frames.map((frame) => frame.text).join("\n");
    return {
      name,
      status: one.status,
      file,
      line: frames.find((frame) => frame.file === file)?.line ?? one.line ?? null,
      message: text.slice(0, maxMessage).toWellFormed(),
      stack: stack === "" ? null : stack.slice(0, maxStack).toWellFormed(),
    };
  });
};

const fullName = ({ file, path, isFile }: Found): string => {
  if (file !== null && isFile) return file;
  return [file, ...path].filter((part) => part !== null && part !== "").join(" > ");
};

/** Names are shown to people, and terminals and browsers obey these. */
const control = /[\p{Cc}\p{Bidi_Control}]+/gu;

const createNames = (): ((full: string) => string) => {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return (full) => {
    const line = full.replace(control, " ").replace(/\s+/g, " ").trim().toWellFormed() || "(no name)";
    const hash = () => createHash("sha256").update(line).digest("hex").slice(0, 8);
    const short = line.length > maxName - 10 ? `${line.slice(0, maxName - 30).toWellFormed()}… ${hash()}` : line;
    let count = counts.get(short) ?? 1;
    let name = count === 1 ? short : `${short} (${count})`;
    while (seen.has(name)) {
      count += 1;
      name = `${short} (${count})`;
    }
    counts.set(short, count);
    seen.add(name);
    return name;
  };
};
