/** The door `audit`: the lines of an audit, as files hold them, or one entry on its way into the audit. */
import { z } from "zod";
import { redactValue } from "../../outgoing/redact-value.ts";
import { createSecretScanner } from "../../outgoing/secrets.ts";
import { appendAudit } from "../../telemetry/audit/audit-chain.ts";
import { verifyAudit } from "../../telemetry/audit/verify-audit.ts";
import { createDoor, type Screened } from "./door.ts";

/** What an entry becomes whose reason is this text. */
const enter = (text: string, secrets: string[]): Screened => {
  const entry = { kind: "outcome", reason: text };
  const safe = redactValue(entry, createSecretScanner(secrets));
  const { line } = appendAudit(undefined, safe);
  return safe.reason === text
    ? { verdict: "accepted", reason: "one line, as it is", text: line }
    : { verdict: "redacted", reason: "a line of the text held a secret", text: line };
};

export const auditDoor = createDoor({
  name: "audit",
  summary: "lines of an audit, or with as: entry a text that becomes part of one",
  help: {
    as: "chain (default): are the lines sound? entry: what is kept of the text?",
    head: "hash of the last line, as the pull request names it",
    secrets: "live secrets, for entries",
  },
  options: z.strictObject({
    as: z.enum(["chain", "entry"]).default("chain"),
    head: z
      .string()
      .regex(/^[0-9a-f]{16,64}$/)
      .nullable()
      .default(null),
    secrets: z.array(z.string()).max(20).default([]),
  }),
  screen: (text, { as, head, secrets }) => {
    if (as === "entry") return enter(text, secrets);
    const { fault, lines } = verifyAudit([{ name: "audit.jsonl", text }], head);
    return fault === null
      ? { verdict: "accepted", reason: `${lines} lines, unchanged and in order`, text: "" }
      : { verdict: "detected", reason: `line ${fault.line}: ${fault.reason}`, text: "", details: { fault } };
  },
});
