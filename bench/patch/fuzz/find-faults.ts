/** What the engine promises for any reply and any files, held against one input. */
import { posix, win32 } from "node:path";
import type { FileChange, Refusal } from "../../../src/domain/patch.ts";
import type { Result } from "../../../src/domain/result.ts";
import { applyCanonical } from "../../../src/patch/apply-canonical.ts";
import { type AppliedReply, applyReply } from "../../../src/patch/apply-reply.ts";
import { describeRefusals } from "../../../src/patch/describe-refusal.ts";
import { parsePatch } from "../../../src/patch/parse/parse-patch.ts";
import { renderPatch } from "../../../src/patch/render.ts";
import type { ReplyFiles } from "../../../src/patch/settle/reply-files.ts";
import { validatePath } from "../../../src/patch/validate.ts";
import { findInvention, namesPath } from "./find-invention.ts";
import { type FuzzInput, filesOf } from "./fuzz-input.ts";

/** `kind` tells faults of one cause from others; `detail` is for people. */
export type Fault = { kind: string; detail: string };

export type Apply = (reply: string, files: ReplyFiles) => Result<AppliedReply, Refusal[]>;

/** `ms` is processor time of the one call of `apply`. */
export type Run = { faults: Fault[]; ms: number; isAccepted: boolean };

const isNumber = (value: number | null): boolean => value === null || (Number.isSafeInteger(value) && value >= 1);

const findRefusalFault = (refused: Refusal[]): Fault | null => {
  if (refused.length === 0) return { kind: "refusal", detail: "refused without a reason" };
  const bad = refused.find(({ detail, hunk, line }) => detail.trim() === "" || !isNumber(hunk) || !isNumber(line));
  if (bad) return { kind: "refusal", detail: `a refusal without detail or with odd numbers: ${JSON.stringify(bad)}` };
  return describeRefusals(refused).trim() === "" ? { kind: "refusal", detail: "refusals that say nothing" } : null;
};

const staysInside = (path: string): boolean =>
  posix.join("/root", path) === `/root/${path}` &&
  win32.join("C:\\root", path) === `C:\\root\\${path.replaceAll("/", "\\")}`;

const findPathFault = (path: string, reply: string): Fault | null => {
  const unsafe = validatePath(path);
  if (unsafe) return { kind: "unsafe path", detail: `${JSON.stringify(path)}: ${unsafe.detail}` };
  if (!staysInside(path)) return { kind: "unsafe path", detail: `${JSON.stringify(path)} leaves the tree` };
  return namesPath(reply, path)
    ? null
    : { kind: "unnamed path", detail: `the reply does not name ${JSON.stringify(path)}` };
};

const findChangeFaults = (changes: FileChange[], input: FuzzInput): Fault[] => {
  const { read } = filesOf(input);
  const paths = changes.map(({ path }) => path);
  const faults: (Fault | null)[] = paths.map((path) => findPathFault(path, input.reply));
  if (new Set(paths).size < paths.length) faults.push({ kind: "twice", detail: `a path twice: ${paths.join(", ")}` });
  for (const { path, before, after, from } of changes) {
    const say = (detail: string) => faults.push({ kind: "change", detail: `${path}: ${detail}` });
    if (before !== read(path)) say("`before` is not what stands there");
    if (before === after) say("nothing changes");
    if (from !== undefined && !changes.some((one) => one.path === from && one.after === null))
      say(`${from} does not go`);
  }
  const invention = findInvention(changes, input);
  if (invention) faults.push({ kind: "invention", detail: invention });
  return faults.filter((fault) => fault !== null);
};

const stateAfter = (changes: FileChange[]): string =>
  JSON.stringify(
    changes.map(({ path, after }) => [path, after]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
  );

/** The canonical text must stand for exactly the changes, read by the strict reader and by the lenient one. */
const findTextFault = ({ changes, text }: AppliedReply, input: FuzzInput): Fault | null => {
  const fault = (detail: string): Fault => ({ kind: "canonical", detail });
  if (renderPatch(changes) !== text) return fault("the text is not printed from the changes");
  const parsed = parsePatch(text);
  if (!parsed.ok) return fault(`parsePatch refuses: ${describeRefusals(parsed.error)}`);
  const again = applyCanonical(text, filesOf(input).read);
  if (!again.ok) return fault(`applyCanonical refuses: ${describeRefusals(again.error)}`);
  return stateAfter(again.value.changes) === stateAfter(changes)
    ? null
    : fault("applied again, it gives another result");
};

const describeError = (error: unknown): string => (error instanceof Error ? `${error.stack}` : String(error));

/** The first frame says where, so that one bug is one kind. */
const exceptionOf = (error: unknown): Fault => {
  const frame = /\((?:file:\/\/)?[^()]*\/(src\/[^():]+):\d+/.exec(describeError(error))?.[1] ?? "";
  return { kind: `exception ${error instanceof Error ? error.name : ""} ${frame}`, detail: describeError(error) };
};

/** One in four, since the second run costs as much as the first. */
const isSample = (reply: string): boolean => reply.length % 4 === 0;

const milliseconds = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** Runs the input and holds the outcome against every promise but that of time, which is for the caller to judge. */
export const findFaults = (input: FuzzInput, apply: Apply = applyReply): Run => {
  const { reply } = input;
  const begin = milliseconds();
  let ms = 0;
  try {
    const result = apply(reply, filesOf(input));
    ms = milliseconds() - begin;
    const faults: (Fault | null)[] = [];
    if (!result.ok) faults.push(findRefusalFault(result.error));
    else {
      if (result.value.changes.length === 0) faults.push({ kind: "change", detail: "accepted, but nothing changes" });
      faults.push(...findChangeFaults(result.value.changes, input), findTextFault(result.value, input));
      const second = isSample(reply) ? apply(reply, filesOf(input)) : result;
      if (!second.ok || second.value.text !== result.value.text)
        faults.push({ kind: "unsteady", detail: "the same input gives another outcome the second time" });
    }
    return { faults: faults.filter((fault) => fault !== null), ms, isAccepted: result.ok };
  } catch (error) {
    return { faults: [exceptionOf(error)], ms: ms || milliseconds() - begin, isAccepted: false };
  }
};
