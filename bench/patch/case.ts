/** The cases of the corpus: a tree, a reply, and what must become of the tree; stored as JSON lines, one file per class. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** File mode as git writes it; text, or base64 where the bytes are not UTF-8. */
export type Entry = { mode: string; text: string } | { mode: string; base64: string };
export type Tree = Record<string, Entry>;

/**
 * apply: one meaning, the tree must become `expected`. ambiguous: it may become `expected`, or the reply is refused.
 * refuse: the tree must stay as it is.
 */
export type Expect = "apply" | "ambiguous" | "refuse";

export const groups = [
  "control",
  "headers",
  "context",
  "packaging",
  "line ends and encoding",
  "order",
  "drift",
  "ambiguous",
  "security",
] as const;
export type Group = (typeof groups)[number];

export type Case = {
  id: string;
  class: string;
  group: Group;
  expect: Expect;
  split: "dev" | "held";
  /** Where the commit is from: `owner/name` and its id. */
  repo: string;
  commit: string;
  base: Tree;
  expected: Tree;
  /** Older contents by blob id, for diffs whose base has moved on. */
  blobs: Record<string, string>;
  reply: string;
};

export const bytesOf = (entry: Entry): Buffer =>
  "text" in entry ? Buffer.from(entry.text, "utf8") : Buffer.from(entry.base64, "base64");

export const writeClass = (directory: string, name: string, cases: Case[]): void => {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.jsonl`), cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
};

/** Names of the classes of a corpus. */
export const listClasses = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => name.slice(0, -".jsonl".length))
    .toSorted();

export const readClass = (directory: string, name: string): Case[] =>
  readFileSync(join(directory, `${name}.jsonl`), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Case);
