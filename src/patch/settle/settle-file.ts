/** One file of a reply: what its entries ask for is found in the file's text, or refused; additions are not spelled yet. */
import type { FileChange, Refusal } from "../../domain/patch.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { DraftFile } from "../draft.ts";
import type { Spell } from "../locate/apply-edits.ts";
import { printFileText, readFileText } from "../locate/file-text.ts";
import { type Located, locateHunks, type Round } from "../locate/locate-hunks.ts";
import { type Reading, readHunk, type Token } from "../locate/reading.ts";
import { refusal } from "../refusal.ts";
import type { Target } from "./decide-target.ts";
import { type Merged, mergeOlder, readOlder } from "./merge-older.ts";
import type { ReplyFiles } from "./reply-files.ts";
import { asWritten, checkHunks, printRounds, type ReplyState } from "./rounds.ts";
import { isExcerpt, printNew, replaceWhole, settleNew } from "./settle-new.ts";

/** A file whose change is found; `finish` prints it once it is known how the reply spells. */
export type SettledFile = {
  path: string;
  rounds: Round[];
  /** Added lines of a new file, for what they tell about the reply's spelling. */
  added: Token[];
  finish: (spell: Spell) => FileChange[];
};

export type FileEntry = { drafts: DraftFile[]; target: Target; reply: ReplyState };

/** In a file that goes, lines without a marker are removed ones. */
const asRemovals = (reading: Reading): Reading => ({
  ...reading,
  tokens: reading.tokens.map((token) => (token.mark === "" ? { ...token, role: "remove" } : token)),
});

export const numberHunks = (drafts: DraftFile[]): Reading[] =>
  drafts.flatMap(({ hunks }) => hunks).map((hunk, at) => readHunk(hunk, at + 1));

const settleHunks = (entry: FileEntry, path: string, before: string, files: ReplyFiles): Located | Merged => {
  const readings = numberHunks(entry.drafts);
  const older = readOlder(entry.drafts, before, files);
  const merged = older === null ? null : mergeOlder(path, readings, older, before, entry.reply);
  return merged ?? locateHunks(path, readFileText(before), readings, entry.reply.effort);
};

type Settled = Result<SettledFile, Refusal[]>;

const settleModify = (entry: FileEntry, path: string, from: string, files: ReplyFiles): Settled => {
  const before = files.read(from) ?? "";
  const changes = (after: string): FileChange[] =>
    from === path
      ? [{ path, before, after }]
      : [
          { path: from, before, after: null },
          { path, before: null, after, from },
        ];
  const whole = entry.drafts.find(({ content }) => content !== null);
  if (whole) return settleWhole(whole, path, before, changes);
  if (entry.drafts.every(({ hunks }) => hunks.length === 0)) {
    if (from !== path) return success({ path, rounds: [], added: [], finish: () => changes(before) });
    const detail = "it has no hunks: write `@@ -line,count +line,count @@` and the lines below it";
    return failure([refusal("malformed", detail, { path, line: entry.drafts[0]?.at ?? 0 })]);
  }
  const located = settleHunks(entry, path, before, files);
  if ("refused" in located) return failure(located.refused);
  if ("merge" in located) {
    const { rounds, merge } = located;
    return success({ path, rounds, added: [], finish: (spell) => changes(merge(spell)) });
  }
  const faults = checkHunks(path, located.rounds, entry.reply.miscounts);
  if (faults.length > 0) return failure(faults);
  return success({
    path,
    rounds: located.rounds,
    added: [],
    finish: (spell) => changes(printFileText(printRounds(located.rounds, spell))),
  });
};

const settleWhole = (
  draft: DraftFile,
  path: string,
  before: string,
  changes: (after: string) => FileChange[],
): Settled => {
  const read = settleNew(draft, path, false);
  if (!read.ok) return failure([read.error]);
  const base = readFileText(before);
  const lines = read.value.tokens.map(({ text }) => text);
  if (isExcerpt(base.lines, lines)) {
    const detail = `the block has ${lines.length} lines and the file ${base.lines.length}, so that it could be a part of it: give a diff`;
    return failure([refusal("ambiguous", detail, { path, line: draft.at })]);
  }
  return success({
    path,
    rounds: [],
    added: [],
    finish: () => changes(replaceWhole(base, lines)),
  });
};

const settleDelete = (entry: FileEntry, path: string, files: ReplyFiles): Settled => {
  const before = files.read(path) ?? "";
  const gone = success({ path, rounds: [], added: [], finish: () => [{ path, before, after: null }] });
  const readings = numberHunks(entry.drafts).map(asRemovals);
  if (readings.length === 0) return gone;
  const located = locateHunks(path, readFileText(before), readings, entry.reply.effort);
  if ("refused" in located) return failure(located.refused);
  if (printRounds(located.rounds, asWritten).lines.length === 0) return gone;
  const detail = "it deletes the file but shows only a part of its lines: show all of them as removed, or none";
  return failure([refusal("malformed", detail, { path, line: entry.drafts[0]?.at ?? 0 })]);
};

/** A new file that further entries of the reply change: their hunks stand in its own lines. */
const settleSequels = (
  path: string,
  before: string | null,
  content: string,
  drafts: DraftFile[],
  miscounts: boolean,
): Settled => {
  const located = locateHunks(path, readFileText(content), numberHunks(drafts));
  if ("refused" in located) return failure(located.refused);
  const faults = checkHunks(path, located.rounds, miscounts);
  if (faults.length > 0) return failure(faults);
  const after = printFileText(printRounds(located.rounds, asWritten));
  if (before !== null && before !== "" && before !== after)
    return failure([
      refusal("file-exists", `a file \`${path}\` stands already with other content: write a diff against it`, { path }),
    ]);
  return success({ path, rounds: [], added: [], finish: () => [{ path, before, after }] });
};

const settleAdd = (entry: FileEntry, path: string, files: ReplyFiles): Settled => {
  const [draft, ...sequels] = entry.drafts;
  if (!draft) return failure([]);
  const read = settleNew(draft, path, entry.reply.miscounts);
  if (!read.ok) return failure([read.error]);
  const { tokens, endsWithNewline } = read.value;
  const before = files.read(path);
  if (sequels.length > 0)
    return settleSequels(path, before, printNew(tokens, endsWithNewline, asWritten), sequels, entry.reply.miscounts);
  if (before === null || before === "")
    return success({
      path,
      rounds: [],
      added: tokens,
      finish: (spell) => [{ path, before, after: printNew(tokens, endsWithNewline, spell) }],
    });
  const { lines } = readFileText(before);
  if (lines.length === tokens.length && tokens.every(({ text }, at) => text.trimEnd() === lines[at]?.trimEnd()))
    return success({ path, rounds: [], added: [], finish: () => [{ path, before, after: before }] });
  return failure([
    refusal("file-exists", `a file \`${path}\` stands already with other content: write a diff against it`, {
      path,
      line: draft.at,
    }),
  ]);
};

/** A file that the reply names and that holds all of its changes already. */
const settleMade = (path: string, before: string): Settled =>
  success({ path, rounds: [], added: [], finish: () => [{ path, before, after: before }] });

/** `isMade` says that the file is known to hold the change already. */
export const settleFile = (entry: FileEntry, files: ReplyFiles, isMade: boolean): Settled => {
  const { target } = entry;
  if (isMade && target.kind === "modify") return settleMade(target.path, files.read(target.path) ?? "");
  if (target.kind === "add") return settleAdd(entry, target.path, files);
  if (target.kind === "delete") return settleDelete(entry, target.path, files);
  return settleModify(entry, target.path, target.kind === "rename" ? target.from : target.path, files);
};
