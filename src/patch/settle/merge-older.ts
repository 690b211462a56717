/** A diff whose `index` line names an older text that is known: applied there, and merged with what has changed since. */
import type { Refusal } from "../../domain/patch.ts";
import { blobId } from "../blob-id.ts";
import { compareLines } from "../compare-lines.ts";
import type { DraftFile } from "../draft.ts";
import type { Spell } from "../locate/apply-edits.ts";
import { type FileText, readFileText } from "../locate/file-text.ts";
import { locateHunks, type Round } from "../locate/locate-hunks.ts";
import type { Reading } from "../locate/reading.ts";
import { refusal } from "../refusal.ts";
import { mergeDrift } from "./merge-drift.ts";
import type { ReplyFiles } from "./reply-files.ts";
import { asWritten, checkHunks, printRounds, type ReplyState } from "./rounds.ts";

/** The older text that the diff was made against, where its `index` line names one that is known and not this. */
export const readOlder = (drafts: DraftFile[], before: string, files: ReplyFiles): string | null => {
  const id = drafts[0]?.baseBlob ?? null;
  if (id === null || !files.readBlob || drafts.some(({ baseBlob }) => baseBlob !== id)) return null;
  if (blobId(Buffer.from(before)).startsWith(id)) return null;
  const older = files.readBlob(id);
  return older === before ? null : older;
};

/** Whether lines that the hunks remove from the older text were changed or moved since; else only lines beside them were. */
const touchesRemoved = (round: Round | undefined, current: FileText): boolean => {
  const changed = round ? compareLines(round.text.lines, current.lines) : [];
  return (round?.edits ?? []).some(({ at, removed }) =>
    changed.some(({ oldStart, oldEnd }) => oldStart < at + removed && oldEnd > at),
  );
};

/** `rounds` stand in the older text; `merge` prints what becomes of the present one. */
export type Merged = { rounds: Round[]; merge: (spell: Spell) => string } | { refused: Refusal[] };

/** Null where the hunks do not stand in the older text, or only lines beside them have changed. */
export const mergeOlder = (
  path: string,
  readings: Reading[],
  older: string,
  before: string,
  reply: ReplyState,
): Merged | null => {
  const located = locateHunks(path, readFileText(older), readings, reply.effort);
  if ("refused" in located || checkHunks(path, located.rounds, reply.miscounts).length > 0) return null;
  const current = readFileText(before);
  const merge = (spell: Spell) => mergeDrift(older, current, printRounds(located.rounds, spell));
  if (merge(asWritten) !== null) return { rounds: located.rounds, merge: (spell) => merge(spell) ?? before };
  if (!touchesRemoved(located.rounds[0], current)) return null;
  const detail =
    "the file has changed since the version that the diff names, on the same lines: make the diff against the file as it is now";
  return { refused: [refusal("no-match", detail, { path, hunk: 1, line: readings[0]?.at ?? 1 })] };
};
