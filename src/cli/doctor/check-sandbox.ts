/** How far this machine keeps commands of a repository apart, found by the self test that a run would make. */
import { mkdirSync } from "node:fs";
import { FailureError } from "../../domain/failure.ts";
import { describeSandbox } from "../../sandbox/describe-sandbox.ts";
import type { Host } from "../host.ts";
import { readSandboxAccess } from "../sandbox-access.ts";
import { type Row, row } from "./row.ts";

const getOne =
  "Use a machine where root, or sudo without a password, may make namespaces (GitHub's hosted Ubuntu runners do), or install bubblewrap.";

/** A repository that nobody could look at counts as public. */
export const checkSandbox = async (host: Host, isPrivate: boolean): Promise<Row> => {
  try {
    const { choice, allowNone } = readSandboxAccess(host, { isPrivate });
    mkdirSync(host.scratch, { recursive: true });
    const { level, note, failed } = await describeSandbox(choice, host.scratch);
    const found = `level ${level}: ${note}${failed === "" ? "" : ` ${failed}`}`;
    if (level === "namespace") return row("sandbox", "ok", found);
    const todo = process.platform === "linux" ? getOne : "Run this on Linux; a virtual machine will do.";
    return allowNone
      ? row("sandbox", "warning", `${found} Commands run without isolation, as DRAFTSMITH_SANDBOX allows.`, todo)
      : row("sandbox", "failing", `${found} No command of a repository is run here.`, todo);
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.kind !== "usage") throw error;
    return row("sandbox", "failing", error.failure.message, error.failure.hint);
  }
};
