/** Checks the lines of an audit, over several files in order, and names the first that does not fit. */
import { z } from "zod";
import type { AuditHead } from "../../domain/audit-head.ts";
import { genesis, readLineHash } from "./audit-chain.ts";

export type AuditFile = { name: string; text: string };

/** `line` counts from 1 in its file; `seq` is the number that the line should have. */
export type AuditFault = { file: string; line: number; seq: number; reason: string };

export type AuditVerdict = { lines: number; head: AuditHead | null; fault: AuditFault | null };

const placeSchema = z.looseObject({ seq: z.number().int(), prev: z.string(), kind: z.string() });

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

/** Why the line does not follow `before`; null when it does. */
const faultOf = (line: string, before: AuditHead | null): string | null => {
  const hash = readLineHash(line);
  const place = placeSchema.safeParse(parse(line));
  if (hash === null || !place.success) return "it is no line of an audit";
  if (hash.carried !== hash.found) return "its text was changed: the hash does not fit";
  const { seq, prev } = place.data;
  const wanted = (before?.count ?? 0) + 1;
  if (seq > wanted) return `it has the number ${seq}: lines before it are missing, or the files are in another order`;
  if (seq < wanted)
    return `it has the number ${seq}: it stands twice, out of order, or was left by a publish that broke off`;
  return prev === (before?.hash ?? genesis) ? null : "it does not follow the line before it";
};

/** `wanted` is where the pull request says that the audit ends: its hash, or the first characters of it. */
export const verifyAudit = (files: AuditFile[], wanted: string | null): AuditVerdict => {
  let head: AuditHead | null = null;
  let last = { file: files.at(-1)?.name ?? "", line: 0 };
  for (const { name, text } of files) {
    const lines = text.split("\n");
    if (lines.at(-1) === "") lines.pop();
    for (const [index, line] of lines.entries()) {
      last = { file: name, line: index + 1 };
      const reason = faultOf(line, head);
      const seq: number = (head?.count ?? 0) + 1;
      if (reason !== null) return { lines: head?.count ?? 0, head, fault: { ...last, seq, reason } };
      head = { count: seq, hash: readLineHash(line)?.carried ?? "" };
    }
  }
  const count = head?.count ?? 0;
  const end = (reason: string): AuditVerdict => ({ lines: count, head, fault: { ...last, seq: count + 1, reason } });
  if (head === null) return end("there is no line at all");
  if (wanted !== null && !head.hash.startsWith(wanted))
    return end("it is the last line here, but the pull request names another: lines at the end are missing or foreign");
  return { lines: count, head, fault: null };
};
