/** From a model's reply to changes of files: every hunk is found and proven, or the reply is refused with reasons; pure. */
import type { FileChange, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import type { DraftFile } from "./draft.ts";
import { extractPieces } from "./extract/extract-pieces.ts";
import { findCollisions } from "./find-collisions.ts";
import { parseDiff } from "./parse/parse-diff.ts";
import { refusal } from "./refusal.ts";
import { renderPatch } from "./render.ts";
import { checkPaths } from "./settle/check-paths.ts";
import { decideTarget } from "./settle/decide-target.ts";
import type { ReplyFiles } from "./settle/reply-files.ts";
import { type FileEntry, type SettledFile, settleFile } from "./settle/settle-file.ts";
import { spellFiles } from "./settle/spell-files.ts";

/** `text` is the canonical unified diff, printed from `changes`; nothing of the reply's own spelling is in it. */
export type AppliedReply = { changes: FileChange[]; text: string };

type Refused<Value> = Result<Value, Refusal[]>;

const readDrafts = (reply: string): Refused<DraftFile[]> => {
  const pieces = extractPieces(reply);
  if (!pieces.ok) return pieces;
  return success(pieces.value.flatMap((piece) => (piece.kind === "diff" ? parseDiff(piece) : [piece.file])));
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

const nothing = (drafts: DraftFile[]): Refused<never> =>
  failure([
    drafts.length === 0
      ? refusal("empty", "the reply holds no change: give a unified diff in a fenced block")
      : refusal("no-change", "the files hold all of it already: nothing would change"),
  ]);

const groupByFile = (drafts: DraftFile[], files: ReplyFiles): Refused<FileEntry[]> => {
  const entries: FileEntry[] = [];
  const refused: Refusal[] = [];
  for (const draft of drafts) {
    const target = decideTarget(draft, files);
    if (!target.ok) refused.push(target.error);
    else {
      const same = entries.find((entry) => entry.target.path === target.value.path);
      const isSequel =
        same?.target.kind === target.value.kind && same.target.kind !== "rename" && draft.content === null;
      if (same && isSequel && same.drafts.every(({ content }) => content === null)) same.drafts.push(draft);
      else entries.push({ drafts: [draft], target: target.value });
    }
  }
  return refused.length > 0 ? failure(refused) : success(entries);
};

const settleAll = (entries: FileEntry[], files: ReplyFiles): Refused<SettledFile[]> => {
  const settled: SettledFile[] = [];
  const refused: Refusal[] = [];
  for (const entry of entries) {
    const one = settleFile(entry, files);
    if (one.ok) settled.push(one.value);
    else refused.push(...one.error);
  }
  return refused.length > 0 ? failure(refused) : success(settled);
};

/** All or nothing. `line` of a refusal counts the lines of `reply`; the base lines are shown in `nearest`. */
export const applyReply = (reply: Untrusted, files: ReplyFiles): Refused<AppliedReply> => {
  const drafts = readDrafts(reply);
  if (!drafts.ok) return drafts;
  const entries = groupByFile(withoutRepeats(drafts.value), files);
  if (!entries.ok) return entries;
  const unsafe = checkPaths(entries.value.map(({ target }) => target));
  if (unsafe.length > 0) return failure(unsafe);
  const settled = settleAll(entries.value, files);
  if (!settled.ok) return settled;
  const spelled = spellFiles(settled.value);
  if (!spelled.ok) return spelled;
  const changes = spelled.value.filter(({ before, after }) => before !== after);
  if (changes.length === 0) return nothing(drafts.value);
  const collisions = files.list ? findCollisions(changes, files.list()) : [];
  return collisions.length > 0 ? failure(collisions) : success({ changes, text: renderPatch(changes) });
};
