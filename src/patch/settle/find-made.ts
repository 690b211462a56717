/** Files of a reply that hold its changes already, as after the same diff was applied before. */

import { readFileText } from "../locate/file-text.ts";
import { readMade } from "../locate/find-applied.ts";
import type { ReplyFiles } from "./reply-files.ts";
import { type FileEntry, numberHunks } from "./settle-file.ts";

const stateOf = ({ drafts, target }: FileEntry, files: ReplyFiles): "made" | "either" | "open" => {
  const text = files.read(target.path);
  if (text === null || target.kind === "delete" || target.kind === "rename") return "open";
  if (target.kind === "add") return text === "" ? "open" : "made";
  const readings = numberHunks(drafts);
  return readings.length === 0 ? "open" : readMade(readFileText(text), readings);
};

/** What one file shows holds for files that could be read either way: a reply is applied as a whole or not at all. */
export const findMade = (entries: FileEntry[], files: ReplyFiles): Set<FileEntry> => {
  const states = new Map(entries.map((entry) => [entry, stateOf(entry, files)]));
  const isSeen = [...states.values()].includes("made");
  return new Set(entries.filter((entry) => isSeen && states.get(entry) !== "open"));
};
