/** The paths that a piece names, and whether two spellings of a path mean the same file. */
import type { Piece } from "./piece.ts";

/** Every path that the piece may speak of: too many rather than too few. */
export const namesOf = (piece: Piece): string[] => {
  if (piece.kind === "file") return [...(piece.file.after ?? []), ...(piece.file.before ?? [])];
  const names = piece.lines.flatMap(({ text }) => {
    if (/^(?:---|\+\+\+) /.test(text)) return [text.slice(4).split("\t")[0]?.trim() ?? ""];
    return /^diff --git /.test(text) ? text.slice(11).split(" ") : [];
  });
  return [
    ...(piece.path === null ? [] : [piece.path]),
    ...names.flatMap((name) => [name, name.replace(/^[ab]\//, "")]),
  ];
};

const simplify = (path: string): string => path.replaceAll("\\", "/").replace(/^(?:\.?\/)+/, "");

/** Do the two mean one file? One of them may leave out directories at its start, or be a directory of the other. */
export const isSameFile = (one: string, other: string): boolean => {
  const [left, right] = [simplify(one), simplify(other)];
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short === long || long.endsWith(`/${short}`) || long.startsWith(short.endsWith("/") ? short : `${short}/`);
};
