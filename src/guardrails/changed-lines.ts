/** The lines that a change adds and the number that it removes, read from its canonical text. */
import type { FilePatch } from "../domain/patch.ts";
import { parsePatch } from "../patch/parse/parse-patch.ts";
import { splitLines } from "../patch/text-lines.ts";

/** `line` is 1-based in the file after the change. */
export type AddedLine = { line: number; text: string };

export type ChangedFile = { path: string; kind: FilePatch["kind"]; added: AddedLine[]; removed: number };

const readFile = (file: FilePatch): ChangedFile => {
  const { path, kind } = file;
  if (kind === "add")
    return { path, kind, added: splitLines(file.content).lines.map((text, i) => ({ line: i + 1, text })), removed: 0 };
  const added: AddedLine[] = [];
  let removed = 0;
  for (const hunk of file.hunks) {
    let line = hunk.newStart;
    for (const { kind: marker, text } of hunk.lines) {
      if (marker === "remove") removed++;
      if (marker === "add") added.push({ line, text });
      if (marker !== "remove") line++;
    }
  }
  return { path, kind, added, removed };
};

/** Null when the text is beyond what `parsePatch` reads; `patch-size` refuses such a change. */
export const readChangedLines = (text: string): ChangedFile[] | null => {
  if (text === "") return [];
  const patch = parsePatch(text);
  return patch.ok ? patch.value.files.map(readFile) : null;
};
