/** Takes small real commits out of a repository: whole files before and after, and git's diff between them. */
import { git, runGit } from "../../src/git/run-git.ts";
import { applyAtPlaces, type Change, type Sample } from "./change.ts";
import { kindOfStatus, parseHunks, splitFiles } from "./parse-git-diff.ts";
import type { Random } from "./random.ts";

const maxFiles = 6;
const maxHunks = 12;
const maxChangedLines = 400;
const maxFileBytes = 40_000;
const maxSiblingBytes = 4_000;
const maxLineLength = 400;

const decode = (bytes: Buffer): string | null => {
  if (bytes.length > maxFileBytes || bytes.includes(0)) return null;
  const text = bytes.toString("utf8");
  if (!Buffer.from(text, "utf8").equals(bytes) || text.startsWith("\uFEFF")) return null;
  return text.split("\n").some((line) => line.length > maxLineLength) ? null : text;
};

/** Plain names only: odd ones are made where a class is about them. */
const isPlainPath = (path: string): boolean =>
  /^[\w][\w./-]*$/.test(path) && !/(?:^|\/)\.git|\.\.|(?:^|\/)HEAD$/.test(path);

const isPlainMode = (mode: string): boolean => mode === "100644" || mode === "100755";

type Raw = {
  oldMode: string;
  newMode: string;
  oldBlob: string;
  newBlob: string;
  status: string;
  from: string;
  path: string;
};

const readRaw = (text: string): Raw[] => {
  const fields = text.split("\0");
  const raws: Raw[] = [];
  for (let at = 0; at < fields.length && fields[at]?.startsWith(":"); ) {
    const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", status = ""] = (fields[at] ?? "")
      .slice(1)
      .split(" ");
    const from = fields[at + 1] ?? "";
    const isPair = status.startsWith("R") || status.startsWith("C");
    raws.push({ oldMode, newMode, oldBlob, newBlob, status, from, path: isPair ? (fields[at + 2] ?? "") : from });
    at += isPair ? 3 : 2;
  }
  return raws;
};

const readText = async (gitDir: string, blob: string): Promise<string | null> => {
  if (/^0+$/.test(blob)) return "";
  const { exitCode, stdout } = await runGit(["cat-file", "blob", blob], { gitDir });
  return exitCode === 0 ? decode(stdout) : null;
};

const readChange = async (gitDir: string, raw: Raw, part: string): Promise<Change | null> => {
  const kind = kindOfStatus(raw.status);
  const hunks = parseHunks(part);
  if (!kind || !hunks || !isPlainPath(raw.from) || !isPlainPath(raw.path)) return null;
  if (kind !== "rename" && hunks.length === 0) return null;
  const mode = kind === "add" ? raw.newMode : raw.oldMode;
  if (!isPlainMode(mode) || (kind === "add" && mode !== "100644")) return null;
  if (kind !== "add" && kind !== "delete" && raw.oldMode !== raw.newMode) return null;
  const before = await readText(gitDir, raw.oldBlob);
  const after = await readText(gitDir, raw.newBlob);
  if (before === null || after === null || applyAtPlaces(before, hunks) !== after) return null;
  return {
    kind,
    from: raw.from,
    path: raw.path,
    mode,
    oldBlob: raw.oldBlob,
    newBlob: raw.newBlob,
    before,
    after,
    hunks,
  };
};

const readSiblings = async (gitDir: string, commit: string, changes: Change[]): Promise<Sample["siblings"]> => {
  const first = changes[0]?.path ?? "";
  const folder = first.includes("/") ? `${first.slice(0, first.lastIndexOf("/"))}/` : "";
  const args = ["ls-tree", "-l", "-z", `${commit}^`, ...(folder ? [folder] : [])];
  const listed = (await git(args, { gitDir })).toString("utf8").split("\0");
  const siblings: Sample["siblings"] = [];
  for (const line of listed) {
    const match = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line);
    if (!match) continue;
    const [, mode = "", blob = "", size, path = ""] = match;
    const isTouched = changes.some((change) =>
      [change.from, change.path].some((name) => name.toLowerCase() === path.toLowerCase()),
    );
    if (isTouched || Number(size) > maxSiblingBytes || !isPlainMode(mode) || !isPlainPath(path)) continue;
    const text = await readText(gitDir, blob);
    if (text !== null) siblings.push({ path, mode, text });
    if (siblings.length === 3) break;
  }
  return siblings;
};

const readCommit = async (gitDir: string, repo: string, commit: string): Promise<Sample | null> => {
  const options = ["-r", "-M", "--no-commit-id", "--full-index"];
  const raw = await runGit(["diff-tree", ...options, "--raw", "-z", commit], { gitDir });
  const raws = readRaw(raw.stdout.toString("utf8"));
  // A copy of a repository can lack the largest files; git then fails.
  if (raw.exitCode !== 0 || raws.length === 0 || raws.length > maxFiles) return null;
  const diff = await runGit(["diff-tree", ...options, "-p", commit], { gitDir });
  if (diff.exitCode !== 0) return null;
  const parts = splitFiles(diff.stdout.toString("utf8"));
  if (parts.length !== raws.length) return null;
  const changes: Change[] = [];
  for (const [index, one] of raws.entries()) {
    const change = await readChange(gitDir, one, parts[index] ?? "");
    if (!change) return null;
    changes.push(change);
  }
  const hunks = changes.flatMap((change) => change.hunks);
  const changed = hunks.flatMap(({ lines }) => lines).filter(({ mark }) => mark !== " ").length;
  if (hunks.length === 0 || hunks.length > maxHunks || changed > maxChangedLines) return null;
  return { repo, commit, changes, siblings: await readSiblings(gitDir, commit, changes) };
};

/** Up to `limit` commits that fit, in an order that only `random` and the history decide. */
export const readCommits = async (gitDir: string, repo: string, limit: number, random: Random): Promise<Sample[]> => {
  const listed = (await git(["rev-list", "--no-merges", "--min-parents=1", "--all"], { gitDir })).toString("utf8");
  const samples: Sample[] = [];
  for (const commit of random.shuffle(listed.split("\n").filter(Boolean).toSorted()).slice(0, limit * 6)) {
    const sample = await readCommit(gitDir, repo, commit);
    if (sample) samples.push(sample);
    if (samples.length === limit) break;
  }
  return samples;
};
