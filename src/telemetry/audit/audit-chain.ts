/** The audit of a run: one JSON object per line, each bound to the one before by its SHA-256. */
import { createHash } from "node:crypto";
import type { AuditHead } from "../../domain/audit-head.ts";

/** What a line says beside its place in the chain; strings have passed the outgoing door. */
export type AuditEntry = { kind: string } & Record<string, unknown>;

/** What the first line of a run names as the one before it. */
export const genesis = "0".repeat(64);

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

const hashKey = ',"hash":"';

/** The line behind `head`, without its line end, and the head of the chain with it. Equal inputs give equal bytes. */
export const appendAudit = (head: AuditHead | undefined, entry: AuditEntry): { line: string; head: AuditHead } => {
  const count = (head?.count ?? 0) + 1;
  const { kind, ...rest } = entry;
  const body = JSON.stringify({ seq: count, prev: head?.hash ?? genesis, kind, ...rest });
  const hash = hashOf(body);
  return { line: `${body.slice(0, -1)}${hashKey}${hash}"}`, head: { count, hash } };
};

/** The hash that a line carries and the one that its bytes have; null where it carries none. */
export const readLineHash = (line: string): { carried: string; found: string } | null => {
  const at = line.lastIndexOf(hashKey);
  const carried = line.slice(at + hashKey.length, -2);
  if (at < 0 || !line.endsWith('"}') || !/^[0-9a-f]{64}$/.test(carried)) return null;
  return { carried, found: hashOf(`${line.slice(0, at)}}`) };
};
