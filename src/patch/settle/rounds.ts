/** Located hunks of one file: printed as its new text, and held against what no hunk may be. */
import type { Refusal } from "../../domain/patch.ts";
import { applyEdits, type Spell } from "../locate/apply-edits.ts";
import type { Effort } from "../locate/effort.ts";
import { type FileText, readFileText } from "../locate/file-text.ts";
import type { Round } from "../locate/locate-hunks.ts";
import { refusal } from "../refusal.ts";
import { hunkFault } from "./check-hunk.ts";

/** What holds for the whole reply: `miscounts` says that some of its hunks state wrong counts. */
export type ReplyState = { miscounts: boolean; effort: Effort };

/** Each round's text is what the one before made. */
export const printRounds = (rounds: Round[], spell: Spell): FileText => {
  let text = rounds[0]?.text;
  for (const round of rounds) text = applyEdits(text ?? round.text, round.edits, round.placements, spell);
  return text ?? readFileText("");
};

export const asWritten: Spell = ({ text }) => text;

/** Hunks that are cut off or leave code out of their additions. */
export const checkHunks = (path: string, rounds: Round[], miscounts: boolean): Refusal[] =>
  rounds.flatMap(({ text, placements }) => {
    const known = new Set(text.lines);
    return placements.flatMap(({ reading, end }) => {
      const fault = hunkFault(reading, { reachesEnd: end >= text.lines.length, miscounts, known });
      return fault ? [refusal("malformed", fault, { path, hunk: reading.number, line: reading.at })] : [];
    });
  });
