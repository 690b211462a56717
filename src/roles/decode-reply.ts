/** Model reply → plain data, in the few forms that can mean only one thing; everything else gets a complaint to repair by. */
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { type ScanFault, scanJsonObject } from "../model/scan-json.ts";

const maxBytes = 1024 * 1024;

export type ReplyShape = {
  /** The output has a field `diff`, so the reply may hold the diff as a block of its own. */
  hasDiff: boolean;
  /** The fields beside `diff` when the reply is prose and a diff without any JSON; null refuses that form. */
  defaults: ((prose: string) => Record<string, unknown>) | null;
};

type Candidate = { start: number; end: number; value: Record<string, unknown> };

/**
 * Accepts: one JSON object, alone, fenced or within prose; for a shape with a diff also that object and a diff beside it, or
 * a diff without JSON. The error is a complaint to the model. The diff is handed on with its surroundings: the patch
 * engine extracts it and refuses what it cannot account for.
 */
export const decodeReply = (reply: Untrusted, shape: ReplyShape): Result<Record<string, unknown>, string> => {
  if (Buffer.byteLength(reply) > maxBytes) return failure(`the reply is larger than ${maxBytes} bytes`);
  const text = withoutThinking(reply.replace(/^\uFEFF/, "")).trim();
  if (text === "") return failure("the reply is empty");

  const found = findObjects(text, shape.hasDiff ? diffStart(text) : -1);
  if (!found.ok) return found;
  const [first, ...others] = found.value.candidates;
  if (first === undefined) return decodeWithoutJson(text, shape, found.value.fault);
  if (others.some(({ value }) => JSON.stringify(value) !== JSON.stringify(first.value)))
    return failure(`the reply holds ${others.length + 1} different JSON objects; send exactly one`);
  return shape.hasDiff ? joinDiff(first.value, withoutObjects(text, found.value.candidates)) : success(first.value);
};

const decodeWithoutJson = (
  text: string,
  shape: ReplyShape,
  fault: string | null,
): Result<Record<string, unknown>, string> => {
  const start = diffStart(text);
  if (fault === null && shape.hasDiff && shape.defaults !== null && start !== -1)
    return success({ ...shape.defaults(firstParagraph(text.slice(0, start))), diff: text });
  return failure(fault ?? "the reply holds no JSON object");
};

const joinDiff = (value: Record<string, unknown>, rest: string): Result<Record<string, unknown>, string> => {
  if (diffStart(rest) === -1) return success(value);
  const own = value.diff;
  if (typeof own === "string" && own.trim() !== "")
    return failure('the reply holds two diffs, one in the field "diff" and one outside the JSON; send exactly one');
  return success({ ...value, diff: rest });
};

/** Reasoning that some endpoints leave in front of the answer. */
const withoutThinking = (text: string): string => {
  const body = text.trimStart();
  const end = body.startsWith("<think>") ? body.indexOf("</think>") : -1;
  return end === -1 ? body : body.slice(end + "</think>".length);
};

/** Index of the first line that can only belong to a unified diff; -1 without one. */
const diffStart = (text: string): number => text.search(/^(?:diff --git |--- [^\n]*\n\+\+\+ |@@ -\d)/m);

const objectStart = /\{(?=\s*["}])/g;

/**
 * Objects that parse, in order; those right after an opening fence win over those in prose. `limitAt` is where a diff begins:
 * behind it an unfenced brace is code.
 */
const findObjects = (
  text: string,
  limitAt: number,
): Result<{ candidates: Candidate[]; fault: string | null }, string> => {
  const fenced: Candidate[] = [];
  const plain: Candidate[] = [];
  let fault: string | null = null;
  objectStart.lastIndex = 0;
  for (let match = objectStart.exec(text); match !== null; match = objectStart.exec(text)) {
    const isFenced = followsFence(text, match.index);
    if (limitAt !== -1 && match.index > limitAt && !isFenced) continue;
    const object = parseObject(text, match.index);
    if (object.ok) {
      (isFenced ? fenced : plain).push({ start: match.index, ...object.value });
      objectStart.lastIndex = object.value.end;
      continue;
    }
    if (object.error.kind === "limit") return failure(object.error.message);
    fault ??= object.error.message;
    if (object.error.end === null) break;
    objectStart.lastIndex = object.error.end;
  }
  return success({ candidates: fenced.length > 0 ? fenced : plain, fault });
};

/** `end` of a fault is where the search may go on; null when no closing brace was found. */
const parseObject = (
  text: string,
  start: number,
): Result<Omit<Candidate, "start">, ScanFault & { end: number | null }> => {
  const scanned = scanJsonObject(text, start);
  if (!scanned.ok) return failure({ ...scanned.error, end: null });
  try {
    return success({ end: scanned.value.end, value: JSON.parse(scanned.value.json) as Record<string, unknown> });
  } catch (error) {
    const hint = '; inside JSON strings a backslash is written \\\\ and a quote \\"';
    const message = `the JSON does not parse: ${(error as Error).message}${hint}`;
    return failure({ kind: "syntax", message, end: scanned.value.end });
  }
};

const followsFence = (text: string, at: number): boolean =>
  /(?:^|\n)(?:```+|~~~+)(?:json)?\s{1,20}$/i.test(text.slice(Math.max(0, at - 40), at));

/** The text around the objects, without their fences. */
const withoutObjects = (text: string, objects: Candidate[]): string => {
  let rest = "";
  let from = 0;
  for (const { start, end } of objects) {
    const before = text.slice(from, start);
    const opening = followsFence(text, start) ? /(?:```+|~~~+)(?:json)?\s*$/i.exec(before.slice(-40)) : null;
    rest += opening === null ? before : before.slice(0, before.length - opening[0].length);
    const closing = opening === null ? null : /^\s*(?:```+|~~~+)[ \t]*(?:\n|$)/.exec(text.slice(end, end + 200));
    from = end + (closing?.[0].length ?? 0);
  }
  return `${rest}${text.slice(from)}`.trim();
};

const firstParagraph = (prose: string): string =>
  prose
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !line.startsWith("```") && !line.startsWith("~~~"))
    .join("\n")
    .trim()
    .split(/\n{2,}/, 1)[0] ?? "";
