/** Puts a line behind the audit of a run: through the outgoing door, into the file, and as the new end into the record. */
import type { RunRecord } from "../domain/record.ts";
import { redactValue } from "../outgoing/redact-value.ts";
import { type AuditEntry, appendAudit } from "../telemetry/audit/audit-chain.ts";
import type { PublishContext } from "./publish-context.ts";

/** The record that names the line; it must be written for the line to count. */
export const noteAudit = (
  { scanner, audit }: Pick<PublishContext, "scanner" | "audit">,
  record: RunRecord,
  entry: AuditEntry,
): RunRecord => {
  const { line, head } = appendAudit(record.audit, redactValue(entry, scanner));
  audit?.(record, line);
  return { ...record, audit: head };
};
