/** From a model's reply to changes of files: every hunk is found and proven, or the reply is refused with reasons; pure. */
import type { FileChange, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import type { DraftFile, DraftHunk } from "./draft.ts";
import { extractPieces } from "./extract/extract-pieces.ts";
import type { Shown } from "./extract/piece.ts";
import { findBehindSignature } from "./find-behind-signature.ts";
import { findCollisions } from "./find-collisions.ts";
import { createEffort } from "./locate/effort.ts";
import { readHunk } from "./locate/reading.ts";
import { parseDiff } from "./parse/parse-diff.ts";
import { refusal } from "./refusal.ts";
import { renderPatch } from "./render.ts";
import { checkPaths } from "./settle/check-paths.ts";
import { checkShown } from "./settle/check-shown.ts";
import { decideTarget } from "./settle/decide-target.ts";
import { findMade } from "./settle/find-made.ts";
import type { ReplyFiles } from "./settle/reply-files.ts";
import type { ReplyState } from "./settle/rounds.ts";
import { type FileEntry, type SettledFile, settleFile } from "./settle/settle-file.ts";
import { spellFiles } from "./settle/spell-files.ts";

/** `text` is the canonical unified diff, printed from `changes`; nothing of the reply's own spelling is in it. */
export type AppliedReply = { changes: FileChange[]; text: string };

type Refused<Value> = Result<Value, Refusal[]>;

/** `isOpen` says that a block with a diff was opened and never closed. */
type Read = { drafts: DraftFile[]; shown: Shown[]; isOpen: boolean };

const readDrafts = (reply: string): Refused<Read> => {
  const extracted = extractPieces(reply);
  if (!extracted.ok) return extracted;
  const { pieces, shown } = extracted.value;
  return success({
    drafts: pieces.flatMap((piece) => (piece.kind === "diff" ? parseDiff(piece) : [piece.file])),
    shown,
    isOpen: pieces.some((piece) => piece.kind === "diff" && piece.isFenced && !piece.isClosed),
  });
};

const fingerprint = ({ at, hunks, ...draft }: DraftFile): string =>
  JSON.stringify([
    draft,
    hunks.map(({ before, after, sections, lines }) => [
      before,
      after,
      sections,
      lines.map(({ mark, text }) => mark + text),
    ]),
  ]);

/** The same entry given twice is one. */
const withoutRepeats = (drafts: DraftFile[]): DraftFile[] => {
  if (drafts.length < 2) return drafts;
  const seen = new Set<string>();
  return drafts.filter((draft) => {
    const print = fingerprint(draft);
    const isNew = !seen.has(print);
    seen.add(print);
    return isNew;
  });
};

const nothing = (settled: SettledFile[]): Refused<never> =>
  failure(
    settled.length === 0
      ? [refusal("empty", "the reply holds no change: give a unified diff in a fenced block")]
      : settled.map(({ path }) =>
          refusal("no-change", "the file holds the change already: nothing would change", { path }),
        ),
  );

/** A hunk that ends for another reason than its counts, and not where they say. */
const isMiscounted = (hunk: DraftHunk): boolean =>
  hunk.isClosed && hunk.before.count !== null && hunk.after.count !== null && !readHunk(hunk, 1).countsHold;

/** The entry of a new file that a later diff of the same reply changes. */
const findAdded = (entries: FileEntry[], { before, after, content, kind, fault }: DraftFile): FileEntry | undefined =>
  before === null || after === null || content !== null || kind !== "unknown" || fault
    ? undefined
    : entries.find(({ target }) => target.kind === "add" && [...before, ...after].includes(target.path));

const groupByFile = (drafts: DraftFile[], files: ReplyFiles, isWhole: boolean): Refused<FileEntry[]> => {
  const entries: FileEntry[] = [];
  const miscounts = isWhole || drafts.some(({ hunks }) => hunks.some(isMiscounted));
  const reply: ReplyState = { miscounts, effort: createEffort() };
  const refused: Refusal[] = [];
  for (const draft of drafts) {
    const added = findAdded(entries, draft);
    if (added) {
      added.drafts.push(draft);
      continue;
    }
    const target = decideTarget(draft, files);
    if (!target.ok) refused.push(target.error);
    else {
      const same = entries.find((entry) => entry.target.path === target.value.path);
      const { kind } = target.value;
      const isSequel = same?.target.kind === kind && kind !== "rename" && kind !== "add" && draft.content === null;
      if (same && isSequel && same.drafts.every(({ content }) => content === null)) same.drafts.push(draft);
      else entries.push({ drafts: [draft], target: target.value, reply });
    }
  }
  return refused.length > 0 ? failure(refused) : success(entries);
};

const settleAll = (entries: FileEntry[], files: ReplyFiles): Refused<SettledFile[]> => {
  const settled: SettledFile[] = [];
  const refused: Refusal[] = [];
  const made = findMade(entries, files);
  for (const entry of entries) {
    const one = settleFile(entry, files, made.has(entry));
    if (one.ok) settled.push(one.value);
    else refused.push(...one.error);
  }
  return refused.length > 0 ? failure(refused) : success(settled);
};

/** A hunk that fits its file made and not made is not dropped beside parts that change something. */
const findEither = (settled: SettledFile[]): Refusal[] =>
  settled.flatMap(({ path, rounds }) =>
    rounds.flatMap(({ placements }) =>
      placements.flatMap(({ isEither, reading }) => {
        const detail =
          "its added lines stand already where it adds them: leave it out, or add the unchanged lines below them";
        return isEither ? [refusal("ambiguous", detail, { path, hunk: reading.number, line: reading.at })] : [];
      }),
    ),
  );

/** A NUL makes a text file binary, and every later diff of it impossible. */
const findBinary = (changes: FileChange[]): Refusal[] =>
  changes
    .filter(({ before, after }) => after?.includes("\0") && !before?.includes("\0"))
    .map(({ path }) =>
      refusal("binary", "an added line holds a NUL character, which would make the file binary", { path }),
    );

/** A part that removes and adds, and comes out as nothing, is not dropped beside parts that change something. */
const findVanished = (settled: SettledFile[], changes: FileChange[]): Refusal[] =>
  settled
    .filter(
      ({ path, rounds }) => rounds.some(({ edits }) => edits.length > 0) && !changes.some((one) => one.path === path),
    )
    .map(({ path }) =>
      refusal("no-change", "its hunks remove and add the same lines, so that nothing would change in this file", {
        path,
      }),
    );

/**
 * All or nothing. `line` of a refusal counts the lines of `reply`; the base lines are shown in `nearest`.
 * `isWhole` says that the reply is known not to be cut off, so that counts that ask for more lines prove nothing.
 */
export const applyReply = (
  reply: Untrusted,
  files: ReplyFiles,
  { isWhole = false }: { isWhole?: boolean } = {},
): Refused<AppliedReply> => {
  const read = readDrafts(reply);
  if (!read.ok) return read;
  const { drafts, shown, isOpen } = read.value;
  if (isOpen && !reply.endsWith("\n"))
    return failure([
      refusal(
        "malformed",
        "the reply ends in the midst of a line of an open block: it seems cut off; give the whole diff",
      ),
    ]);
  const overlooked = findBehindSignature(reply, drafts);
  if (overlooked.length > 0) return failure(overlooked);
  const entries = groupByFile(withoutRepeats(drafts), files, isWhole);
  if (!entries.ok) return entries;
  const unsafe = checkPaths(entries.value.map(({ target }) => target));
  if (unsafe.length > 0) return failure(unsafe);
  const settled = settleAll(entries.value, files);
  if (!settled.ok) return settled;
  const spelled = spellFiles(settled.value);
  if (!spelled.ok) return spelled;
  const changes = spelled.value.filter(({ before, after }) => before !== after);
  const contradicted = checkShown(shown, changes);
  if (contradicted.length > 0) return failure(contradicted);
  if (changes.length === 0) return nothing(settled.value);
  const unfit = [...findVanished(settled.value, changes), ...findEither(settled.value), ...findBinary(changes)];
  if (unfit.length > 0) return failure(unfit);
  const collisions = files.list ? findCollisions(changes, files.list()) : [];
  return collisions.length > 0 ? failure(collisions) : success({ changes, text: renderPatch(changes) });
};
