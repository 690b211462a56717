/** The audit of a claim as a file of JSON lines: `audit-<issue>-<sequence>.jsonl`, whole at any time. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { AuditSink } from "../publish/publish-context.ts";

const seqSchema = z.object({ seq: z.number().int() });

const seqOf = (line: string): number => seqSchema.parse(JSON.parse(line)).seq;

const readLines = (path: string): string[] => readFileSync(path, "utf8").split("\n").filter(Boolean);

/** Writes beside the target and renames, so that a reader never sees half a line. */
const saveLines = (path: string, lines: string[]): void => {
  writeFileSync(`${path}.partial`, lines.map((line) => `${line}\n`).join(""));
  renameSync(`${path}.partial`, path);
};

/** Issues have more than one run when they are asked for again; each counts its sequences from 1. */
const prefixOf = ({ issue, run }: { issue: number; run: number }): string =>
  `audit-${issue}-${run > 1 ? `run${run}-` : ""}`;

export const auditName = (claim: { issue: number; run: number; sequence: number }): string =>
  `${prefixOf(claim)}${claim.sequence}.jsonl`;

/** Lines of earlier claims that no record ever named, since their publish broke off, are set aside before they are cut. */
const setAside = (dir: string, name: string, seq: number): void => {
  const lines = readLines(join(dir, name));
  const kept = lines.filter((line) => seqOf(line) < seq);
  if (kept.length === lines.length) return;
  const left = join(dir, name.replace(/\.jsonl$/, ".left"));
  const before = existsSync(left) ? readLines(left) : [];
  saveLines(left, [...new Set([...before, ...lines.slice(kept.length)])]);
  saveLines(join(dir, name), kept);
};

/** The lines that stand in the claim's file already, after those of other claims from `seq` on were set aside. */
const openLines = (dir: string, claim: Parameters<AuditSink>[0], seq: number): string[] => {
  mkdirSync(dir, { recursive: true });
  const name = auditName(claim);
  const ofRun = new RegExp(`^${prefixOf(claim)}\\d+\\.jsonl$`);
  const names = readdirSync(dir).filter((one) => ofRun.test(one));
  for (const other of names) if (other !== name) setAside(dir, other, seq);
  return names.includes(name) ? readLines(join(dir, name)) : [];
};

/** Keeps every line below `dir`; of a line that comes again the later one stays. Nobody else writes there meanwhile. */
export const createAuditFile = (dir: string): AuditSink => {
  const opened = new Map<string, string[]>();
  return (claim, line) => {
    const name = auditName(claim);
    const seq = seqOf(line);
    const before = opened.get(name) ?? openLines(dir, claim, seq);
    const lines = [...before.filter((one) => seqOf(one) < seq), line];
    saveLines(join(dir, name), lines);
    opened.set(name, lines);
  };
};
