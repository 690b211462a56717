/** `audit verify`: do these files hold every line of a run's audit, unchanged and in order? */
import { resolve } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { parseRecord } from "../flow/record-text.ts";
import { renderLogLine } from "../outgoing/log-line.ts";
import { type AuditVerdict, verifyAudit } from "../telemetry/audit/verify-audit.ts";
import { type Command, textOption } from "./command.ts";
import { readText } from "./documents.ts";
import type { Host } from "./host.ts";
import { readStateSeal } from "./surroundings.ts";

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

const readBody = (host: Host, file: string): string => {
  const record = parseRecord(readText(resolve(host.cwd, file), "the description"), readStateSeal(host));
  if (!record.ok) throw usage(`${file}: ${record.error}`, "Save the description of the pull request as it is.");
  if (record.value.audit) return record.value.audit.hash;
  throw usage(`the record in ${file} names no audit`, "It is of a run before there was one.");
};

/** Where the pull request says that the audit ends; null when nobody asked. */
const readWanted = (host: Host, body: string | undefined, head: string | undefined): string | null => {
  if (head !== undefined && !/^[0-9a-f]{16,64}$/.test(head))
    throw usage(
      `--head is "${head.slice(0, 80)}"`,
      "Give at least 16 characters of the hash, as the pull request shows it.",
    );
  if (body !== undefined && head !== undefined) throw usage("--body and --head are given both", "Give one of them.");
  return body === undefined ? (head ?? null) : readBody(host, body);
};

const renderVerdict = ({ lines, head, fault }: AuditVerdict, wanted: string | null): string => {
  if (fault)
    return `${renderLogLine(fault.file)}:${fault.line}: ${fault.reason}\n${lines} lines before it are sound.\n`;
  const end =
    wanted === null ? "\nNo pull request was asked: lines at the end could be missing. Give --body or --head." : "";
  return `${lines} lines, unchanged and in order; the last is ${head?.hash ?? ""}.${end}\n`;
};

export const audit: Command = {
  name: "audit",
  summary: "verify the audit of a run: verify FILE…",
  arguments: [
    { name: "<action>", summary: "verify" },
    { name: "[files...]", summary: "the files of one run, in the order of their claims" },
  ],
  options: [
    { flags: "--body <file>", summary: "description of the pull request, which names the last line" },
    { flags: "--head <hash>", summary: "hash of the last line, or its first 16 characters" },
  ],
  details: `Claims and publishes leave audit-<issue>-<sequence>.jsonl. Each line names the hash of the one before, and the
record of the pull request names the last, so that a line that was removed, changed, moved or added is found.

Exit status: 0 sound; 2 wrong usage; 3 a line does not fit.`,
  run: async (host, [action, ...files], options) => {
    if (action !== "verify") throw usage(`audit ${action ?? ""} is unknown`, "Use audit verify FILE…");
    if (files.length === 0) throw usage("no file is named", "Use audit verify FILE…");
    const wanted = readWanted(host, textOption(options.body), textOption(options.head));
    const read = files.map((name) => ({ name, text: readText(resolve(host.cwd, name), "the audit") }));
    const verdict = verifyAudit(read, wanted);
    return {
      exit: verdict.fault ? 3 : 0,
      text: renderVerdict(verdict, wanted),
      json: { ok: verdict.fault === null, ...verdict, files: files.length, isHeldAgainstPull: wanted !== null },
    };
  },
};
