/** The line of the audit that opens a claim: who asked, for which frozen task, under which policy, for how much. */
import { createHash } from "node:crypto";
import type { Brief } from "../../domain/brief.ts";
import type { RunRecord } from "../../domain/record.ts";
import type { AuditEntry } from "./audit-chain.ts";

/** What decided beside the task: the version of the product, and hashes of what the repository and the operator set. */
export type PolicyVersions = { product: string; settings: string; operator: string };

/** Lower-case hex SHA-256 of plain data. */
export const hashPolicy = (value: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(value) ?? "")
    .digest("hex");

export const describeClaim = (brief: Brief, record: RunRecord, policy: PolicyVersions): AuditEntry => {
  const { labelEvent } = brief;
  return {
    kind: "claim",
    at: record.claimedAt,
    repository: record.repositoryId,
    issue: record.issue,
    run: record.run,
    sequence: record.sequence,
    stage: record.position.stage,
    branch: record.branch,
    base: record.base.sha,
    asked: {
      event: labelEvent.id,
      at: labelEvent.at,
      actor: labelEvent.actor.id,
      login: labelEvent.actor.login,
      type: labelEvent.actor.type,
    },
    speakers: [...new Set(brief.comments.map(({ author }) => author.id))],
    frozen: record.frozenHash,
    configuration: record.configBlob,
    policy,
    consents: record.allowed.map(({ hash, by, at }) => ({ hash, by: by.id, login: by.login, at })),
    reservedUsd: record.reservedUsd,
    spentUsd: record.usage.usd,
    lostUsd: record.lostUsd,
  };
};

/** A claim that ends its run in place of going on with it. */
export const describeStop = (record: RunRecord, reason: string): AuditEntry => ({
  kind: "stop",
  issue: record.issue,
  run: record.run,
  sequence: record.sequence,
  state: record.state,
  reason,
});
