/** Refusals as what a model needs to repair its diff: what was wrong, what to do, and the lines as they stand now. */
import type { Refusal } from "../domain/patch.ts";
import { cutText } from "./number-lines.ts";

const maxRefusals = 20;
const maxCharacters = 12_000;
const maxPath = 100;
/** Of one detail, and of all together. */
const maxDetail = 600;
const maxDetails = 4_000;

/** What to do, where the lines of the file are shown and where they are not. */
const advice: Record<Refusal["reason"], string | { shown: string; hidden: string }> = {
  empty: "Send the change as one unified diff, with `--- a/path` and `+++ b/path` above the hunks of each file.",
  malformed: "Write this part again in the form of a unified diff; if the reply broke off, send it whole.",
  "unsafe-path": "Leave this file out, or use a plain path below the root of the repository.",
  "missing-file": "Use the path as it is in the repository; a new file starts with `--- /dev/null`.",
  "file-exists": "Change the file with hunks that show its present lines, or choose another path.",
  "no-match": {
    shown: "Copy the context and removed lines from the file as shown here, character by character; keep what you add.",
    hidden: "Read the file and copy the context and removed lines from it, character by character.",
  },
  ambiguous: {
    shown:
      "Decide which of the places shown here is meant: add the unchanged lines around it until the hunk fits nowhere else, or state its line numbers in `@@ -start,count +start,count @@`.",
    hidden: "Write it so that it can mean one thing alone.",
  },
  binary: "Leave it out: only text can be changed.",
  overlap: "Write hunks in the order of the file, and put changes that share lines into one hunk.",
  "no-change": "If the files are right as they are, leave this part out; otherwise send the lines that are to change.",
  guardrail: "Leave this part out; all else may stay.",
};

const adviceFor = ({ reason, nearest }: Refusal): string => {
  const text = advice[reason];
  if (typeof text === "string") return text;
  return nearest === null ? text.hidden : text.shown;
};

/** What the guardrails refuse stands at a line of the new file, all else at a line of the diff. */
const placeOf = ({ path, hunk, line, reason }: Refusal): string => {
  const parts = [
    path === null ? [] : `\`${cutText(path, maxPath)}\``,
    hunk === null ? [] : `hunk ${hunk}`,
    line === null ? [] : `line ${line} of the ${reason === "guardrail" ? "new file" : "diff"}`,
  ].flat();
  return parts.length === 0 ? "The change as a whole" : parts.join(", ");
};

const endSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What is to be done is said once; entries alike refer to it. */
const renderTexts = (refusals: Refusal[]): string[] => {
  const width = Math.min(maxDetail, Math.floor(maxDetails / refusals.length));
  const told = new Map<string, number>();
  return refusals.map((refusal, i) => {
    const todo = adviceFor(refusal);
    const first = told.get(todo);
    if (first === undefined) told.set(todo, i + 1);
    const detail = endSentence(cutText(refusal.detail, width));
    return `${i + 1}. ${placeOf(refusal)} (${refusal.reason}): ${detail}\n   ${first === undefined ? todo : `As for ${first}.`}`;
  });
};

/** Whole lines, as many as fit. */
const fitLines = (text: string, room: number): string => {
  if (text.length <= room) return text;
  const end = text.lastIndexOf("\n", Math.max(room, 0));
  return end <= 0 ? "" : `${text.slice(0, end)}\n  (more lines left out)`;
};

const legend = [
  "Lines of files are shown as they are now, as `12|text`: the text starts directly after the first bar; number and bar do not go into",
  "the diff. A line `~|` is not in the file: it compares, `[-what the diff has-]{+what the file has+}`, with `→` for a tab, `·` for",
  "a space, `\\r` for a carriage return and `\\u{HEX}` for other characters that cannot be seen.",
].join("\n");

const headline = (count: number): string =>
  `Nothing was applied, for ${count === 1 ? "one reason" : `${count} reasons`}. Mend ${count === 1 ? "it" : "each"} and send the whole diff again, with the parts that were right.`;

/**
 * The prompt for one repair round: at most 20 refusals and about 12,000 characters, of which every refusal gets its share
 * for the lines it shows. Ends without a newline.
 */
export const renderRepairPrompt = (refusals: Refusal[]): string => {
  const told = refusals.slice(0, maxRefusals);
  const texts = renderTexts(told);
  const more = refusals.length - told.length;
  const head = [headline(refusals.length), ...(told.some(({ nearest }) => nearest) ? [legend] : [])];
  const tail =
    more > 0 ? [`And ${more} more, which are not shown: look for the same faults in the rest of the diff.`] : [];
  let room = maxCharacters - [...head, ...texts, ...tail].join("\n\n").length;
  let waiting = told.filter(({ nearest }) => nearest).length;
  const entries = told.map(({ nearest }, i) => {
    if (!nearest) return texts[i] ?? "";
    const shown = fitLines(nearest, Math.floor(room / waiting));
    room -= shown.length;
    waiting--;
    return shown === "" ? (texts[i] ?? "") : `${texts[i]}\n${shown}`;
  });
  return [...head, ...entries, ...tail].join("\n\n");
};
