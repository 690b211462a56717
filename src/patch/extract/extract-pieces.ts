/** Finds every change in a model's reply, in whatever format and packaging, and leaves prose and illustrations out. */
import type { Refusal } from "../../domain/patch.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { findDoubtful, findMislabelled } from "./find-doubtful.ts";
import { findHorizon, isLongGap, isPushedAside } from "./hidden.ts";
import { namesOf } from "./names-of.ts";
import { type Extracted, type Found, foundFault, type Line, type Piece, type Shown } from "./piece.ts";
import { scan } from "./scan.ts";

const maxCharacters = 4_000_000;

const expected =
  "the reply holds no change: write a unified diff in a fenced block that starts with ```diff, with `--- a/path`, `+++ b/path` and `@@ -line,count +line,count @@` for every file";

const saysNothing =
  /\b(?:no (?:code |further |file )?changes? (?:is|are|was|were)?[ ]?(?:needed|required|necessary|made)|nothing (?:needs )?to (?:be )?changed?|no diff is needed)\b/i;

const refuse = (reason: Refusal["reason"], detail: string): Refusal => ({
  path: null,
  hunk: null,
  line: null,
  reason,
  detail,
  nearest: null,
});

const readLines = (reply: string): Line[] => {
  const texts = (reply.startsWith("\uFEFF") ? reply.slice(1) : reply).split("\n");
  if (texts.at(-1) === "") texts.pop();
  const isReturned = texts.length > 0 && texts.every((text) => text.endsWith("\r"));
  return texts.map((text, index) => ({ text: isReturned ? text.slice(0, -1) : text, at: index + 1 }));
};

/** What a piece says, without where it stands. */
const print = (piece: Piece): string =>
  piece.kind === "diff"
    ? `${piece.path}\n${piece.lines
        .map(({ text }) => text)
        .join("\n")
        .trimEnd()}`
    : JSON.stringify(piece.file, (key, value) => (key === "at" ? undefined : value));

const linesOf = (piece: Piece): Line[] =>
  piece.kind === "diff" ? piece.lines : piece.file.hunks.flatMap(({ lines }) => lines);

/** The fault of a piece with a line that a reader of the reply would overlook. */
const findOverlooked = (piece: Piece, horizon: number): Found | null => {
  const lines = linesOf(piece);
  const path = namesOf(piece)[0] ?? null;
  const far = lines.find(({ at, text }) => at >= horizon && text.trim() !== "")?.at;
  const first = piece.kind === "file" && piece.file.at >= horizon ? piece.file.at : far;
  if (first !== undefined) return foundFault("a change stands behind more than 200 blank lines", first, path);
  const aside = lines.find(({ text }) => isPushedAside(text));
  if (aside) return foundFault("white space pushes text of this line out of sight", aside.at, path);
  if (piece.kind === "diff" || piece.file.content === null) return null;
  const content = piece.file.content.split("\n").map((text) => ({ text, at: piece.file.at }));
  if (isLongGap(content)) return foundFault("the file holds more than 200 blank lines in a row", piece.file.at, path);
  if (!content.some(({ text }) => isPushedAside(text))) return null;
  return foundFault("white space pushes text of the file out of sight", piece.file.at, path);
};

const isOpen = (piece: Piece): piece is Piece & { kind: "file" } =>
  piece.kind === "file" && piece.file.kind === "unknown" && piece.file.content === null && piece.file.fault === null;

/** Neighbouring edits of one file become one. */
const joinNeighbours = (pieces: Piece[]): Piece[] => {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && isOpen(last) && isOpen(piece) && last.file.after?.[0] === piece.file.after?.[0])
      for (const hunk of piece.file.hunks) last.file.hunks.push(hunk);
    else joined.push(piece);
  }
  return joined;
};

/** One whole text per file: two different ones contradict each other. */
const findContradiction = (pieces: Piece[]): Refusal[] => {
  const seen = new Set<string>();
  return pieces.flatMap((piece) => {
    if (piece.kind !== "file" || piece.file.content === null) return [];
    const { at } = piece.file;
    const path = piece.file.after?.[0];
    if (path === undefined) return [];
    if (seen.has(path))
      return [{ ...refuse("malformed", "the reply gives two different texts for this file"), path, line: at }];
    seen.add(path);
    return [];
  });
};

const findShown = (found: Found[]): Shown[] =>
  found.flatMap((one) => {
    if (one.weight !== "file" || !("piece" in one) || one.piece.kind !== "file") return [];
    const { after, content, at } = one.piece.file;
    const path = after?.[0];
    return path === undefined || content === null ? [] : [{ path, content, at }];
  });

const choose = (found: Found[], horizon: number): Result<Extracted, Refusal[]> => {
  const hasEdit = found.some(({ weight }) => weight === "edit");
  const chosen = found.filter(({ weight }) => weight === (hasEdit ? "edit" : "file"));
  const seen = new Set<string>();
  const pieces: Piece[] = [];
  const refused = hasEdit ? [...findDoubtful(found), ...findMislabelled(chosen)] : [];
  for (const one of chosen) {
    const fault = "piece" in one ? findOverlooked(one.piece, horizon) : one;
    if (fault && "refused" in fault) refused.push(fault.refused);
    if (fault || !("piece" in one)) continue;
    const text = print(one.piece);
    if (!seen.has(text)) pieces.push(one.piece);
    seen.add(text);
  }
  refused.push(...findContradiction(pieces));
  if (refused.length > 0) return failure(refused);
  return success({ pieces: joinNeighbours(pieces), shown: hasEdit ? findShown(found) : [] });
};

/**
 * The changes of the reply in its order: unified diffs as lines still to be parsed, every other format as drafts of files. Paths are as stated, unproven.
 * A block with a whole file is a change only where nothing else in the reply is a format for changes; beside edits it is an illustration when an edit names
 * the same file, and refused when none does. Refuses what a reader would overlook, formats that are never accepted, labels that name another file than the diff, a reply of more than 4,000,000 characters, and one without a change ("empty", or "no-change" where it says so itself).
 */
export const extractPieces = (reply: Untrusted): Result<Extracted, Refusal[]> => {
  if (reply.length > maxCharacters)
    return failure([refuse("malformed", `the reply has more than ${maxCharacters} characters`)]);
  const lines = readLines(reply);
  const found = scan(lines, {
    path: null,
    isClosed: false,
    isRendered: true,
    depth: 0,
    carried: { path: undefined },
    scan,
  });
  if (found.some(({ weight }) => weight !== "none")) return choose(found, findHorizon(lines));
  const empty = found.flatMap((one) => ("refused" in one ? [one.refused] : []));
  if (empty.length > 0) return failure(empty.slice(0, 1));
  const isNothing = saysNothing.test(reply.slice(0, 20_000));
  return failure([
    isNothing ? refuse("no-change", "the reply says that nothing has to be changed") : refuse("empty", expected),
  ]);
};
