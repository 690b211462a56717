/** Finds what a reply asks for in two ways that do not agree: blocks that edits leave out, and labels that name another file. */
import type { Refusal } from "../../domain/patch.ts";
import { parseDiff } from "../parse/parse-diff.ts";
import { isSameFile, namesOf } from "./names-of.ts";
import type { Found, Piece } from "./piece.ts";

const refuse = (path: string, line: number | null, detail: string): Refusal => ({
  path,
  hunk: null,
  line,
  reason: "malformed",
  detail,
  nearest: null,
});

const unclear =
  "the reply gives this file as a whole block and other files as edits, so that it could be an illustration: give every change as a unified diff (a new file from /dev/null)";

/** Blocks for a file beside edits that do not name it: a change or an illustration, which nobody can tell. */
export const findDoubtful = (found: Found[]): Refusal[] => {
  const named = new Set(found.flatMap((one) => (one.weight === "edit" && "piece" in one ? namesOf(one.piece) : [])));
  return found.flatMap((one) => {
    if (one.weight !== "file") return [];
    const path = "piece" in one ? namesOf(one.piece)[0] : one.refused.path;
    if (path === undefined || path === null || named.has(path)) return [];
    if ("refused" in one) return [one.refused];
    return one.piece.kind === "file" ? [refuse(path, one.piece.file.at, unclear)] : [];
  });
};

/** The path of the one file that the diff's own header names, where it is not the one of its label. */
const findOther = (piece: Piece & { kind: "diff" }, label: string): string | null => {
  const drafts = parseDiff({ ...piece, path: null });
  const [draft] = drafts;
  if (drafts.length !== 1 || !draft || draft.fault) return null;
  const names = [...(draft.after ?? []), ...(draft.before ?? [])];
  return names.some((name) => isSameFile(name, label)) ? null : (names[0] ?? null);
};

/** How many of the pieces name each path in their own text. */
const countNames = (found: Found[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of found) {
    if (!("piece" in one)) continue;
    const piece = one.piece.kind === "diff" ? { ...one.piece, path: null } : one.piece;
    for (const name of new Set(namesOf(piece))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
};

/** Diffs of one file below a label that names another one, of which no edit speaks. */
export const findMislabelled = (found: Found[]): Refusal[] => {
  let counts: Map<string, number> | null = null;
  return found.flatMap((one) => {
    if (!("piece" in one) || one.piece.kind !== "diff" || one.label === null) return [];
    const { label } = one;
    const other = findOther(one.piece, label);
    if (other === null) return [];
    counts ??= countNames(found);
    if (counts.has(label)) return [];
    const detail = `its header names this file, but the text around it names \`${label}\`: name one file in both`;
    return [refuse(other, one.piece.lines[0]?.at ?? null, detail)];
  });
};
