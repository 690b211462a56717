/** Judges what an engine made of a case by comparing the whole tree, byte by byte and mode by mode. */
import { bytesOf, type Case, type Tree } from "./case.ts";

/** Mode and bytes of every file by path, as one comparable text each. */
export type Snapshot = Map<string, string>;

export type Answer = {
  /** What the engine said of itself. */
  status: "done" | "refused" | "crash";
  tree: Snapshot;
  /** Its words, for the reader of a report. */
  detail: string;
  /** Milliseconds of the engine alone, without what the bench does around it. */
  ms: number;
};

/** exact and refused are well where the case allows them; wrong and half-applied never are. */
export type Verdict = "exact" | "refused" | "wrong" | "half-applied" | "crash";

export const stamp = (mode: string, bytes: Buffer): string => `${mode} ${bytes.toString("latin1")}`;

export const snapshotOf = (tree: Tree): Snapshot =>
  new Map(Object.entries(tree).map(([path, entry]) => [path, stamp(entry.mode, bytesOf(entry))]));

const isSameTree = (one: Snapshot, other: Snapshot): boolean =>
  one.size === other.size && [...one].every(([path, file]) => other.get(path) === file);

export const judge = (one: Pick<Case, "expect" | "base" | "expected">, answer: Answer): Verdict => {
  if (answer.status === "crash") return "crash";
  const isUntouched = isSameTree(answer.tree, snapshotOf(one.base));
  if (answer.status === "refused") return isUntouched ? "refused" : "half-applied";
  if (one.expect === "refuse") return isUntouched ? "refused" : "wrong";
  return isSameTree(answer.tree, snapshotOf(one.expected)) ? "exact" : "wrong";
};

/** Whether the case ended as well as it could have. */
export const isBest = (expect: Case["expect"], verdict: Verdict): boolean =>
  verdict === (expect === "refuse" ? "refused" : "exact");

export const isFault = (verdict: Verdict): boolean =>
  verdict === "wrong" || verdict === "half-applied" || verdict === "crash";
