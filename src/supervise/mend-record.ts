/** Brings a record up to the branch: commits of ours that a lagging body does not know yet, read from their trailers. */
import { noUsage } from "../domain/budget.ts";
import type { Account } from "../domain/issue.ts";
import type { RunRecord, StageEntry } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { parseTrailers } from "../flow/trailers.ts";
import type { ListedCommit } from "../github/decode.ts";
import { isNewerThan } from "./find-replay.ts";

/** `isNewer`: the commit is the bot's own, and of a later claim than the record. */
export type Mended = { ok: true; record: RunRecord } | { ok: false; foreign: ListedCommit; isNewer: boolean };

const noteCommit = (entries: StageEntry[], stage: Stage, sha: string): StageEntry[] => {
  const before = entries.find((entry) => entry.name === stage);
  const entry: StageEntry = {
    name: stage,
    status: "passed",
    attempts: (before?.attempts ?? 0) + 1,
    summary: "Published; the rest was read from the commit.",
    commit: sha,
    slice: before?.slice ?? null,
    usage: before?.usage ?? noUsage,
  };
  return before ? entries.map((one) => (one.name === stage ? entry : one)) : [...entries, entry];
};

const advance = (record: RunRecord, stage: Stage, sha: string): RunRecord => {
  const { position } = record;
  const noted = { ...record, head: sha, stages: noteCommit(record.stages, stage, sha), consent: null };
  switch (stage) {
    case "tests":
      return { ...noted, position: { ...position, stage: "implement" } };
    case "implement": {
      const isRepair = position.stage !== "implement" && position.stage !== "tests";
      return {
        ...noted,
        position: {
          ...position,
          stage: "check",
          reviewed: false,
          secured: false,
          repairs: position.repairs + (isRepair ? 1 : 0),
        },
      };
    }
    case "secure":
      return {
        ...noted,
        position: {
          ...position,
          stage: "check",
          reviewed: false,
          secured: true,
          secureRounds: position.secureRounds + 1,
        },
      };
    case "document":
      return { ...noted, position: { ...position, stage: "check", documented: true } };
    default:
      return noted;
  }
};

/**
 * `commits` are those of the pull request, oldest first. A commit after `record.head` is ours when its author is the bot, its
 * trailers name this run, and its parent is the commit before it; the first that is not comes back as `foreign`.
 */
export const mendRecord = (record: RunRecord, commits: ListedCommit[], self: Account): Mended => {
  const known = commits.findIndex((commit) => commit.sha === record.head);
  let mended = record;
  for (const commit of commits.slice(known + 1)) {
    const trailers = parseTrailers(commit.message);
    const isOurs =
      commit.author.id === self.id &&
      trailers?.issue === record.issue &&
      trailers.run === record.run &&
      commit.parents.length === 1 &&
      commit.parents[0] === mended.head;
    if (!isOurs || known < 0) return { ok: false, foreign: commit, isNewer: false };
    if (isNewerThan(trailers, record)) return { ok: false, foreign: commit, isNewer: true };
    if (trailers.stage !== "start") mended = advance(mended, trailers.stage, commit.sha);
  }
  return { ok: true, record: mended };
};
