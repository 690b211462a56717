/** Runs one command of the table: prints its result once, as text or as JSON, writes the step outputs, and gives the exit status. */
import { exitStatusOf, FailureError } from "../domain/failure.ts";
import type { Command, CommandResult } from "./command.ts";
import type { Host } from "./host.ts";
import { statusOf, writeOutputs } from "./write-outputs.ts";

const renderFailure = (error: unknown): string => {
  if (!(error instanceof FailureError))
    return `draftsmith: this is a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
  const { failure } = error;
  const message = failure.kind === "parked" ? failure.reason : failure.message;
  const faults = failure.kind === "config" ? failure.faults.map((fault) => `  ${fault}\n`).join("") : "";
  return `draftsmith: ${message}\n${faults}${failure.hint ? `  ${failure.hint}\n` : ""}`;
};

const failureJson = (error: unknown) =>
  error instanceof FailureError
    ? { ok: false, failure: error.failure }
    : { ok: false, failure: { kind: "bug", message: error instanceof Error ? error.message : String(error) } };

export type Call = { command: Command; args: string[]; options: Record<string, string | boolean | undefined> };

type Ending = { exit: number; outputs?: CommandResult["outputs"] };

const endingOf = async (host: Host, call: Call, fail: (message: string) => void): Promise<Ending> => {
  const asJson = call.options.json === true;
  try {
    const result = await call.command.run(host, call.args, call.options);
    if (result.json !== undefined) host.stdout(asJson ? `${JSON.stringify(result.json, null, 2)}\n` : result.text);
    return result;
  } catch (error) {
    if (asJson) host.stdout(`${JSON.stringify(failureJson(error), null, 2)}\n`);
    fail(renderFailure(error));
    return { exit: exitStatusOf(error) };
  }
};

/** `fail` receives what went wrong, in words. Resolves to the exit status of DESIGN's contract. */
export const runCommand = async (host: Host, call: Call, fail: (message: string) => void): Promise<number> => {
  const { exit, outputs } = await endingOf(host, call, fail);
  await writeOutputs(host, { status: statusOf(exit), ...outputs });
  return exit;
};
