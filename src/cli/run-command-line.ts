/** Parses the command line, runs one command, prints its result as text or as one JSON document, and gives the exit status. */
import { CommanderError, Command as Parser } from "commander";
import { exitStatusOf, FailureError } from "../domain/failure.ts";
import type { Command, CommandResult } from "./command.ts";
import { commands } from "./commands.ts";
import type { Host } from "./host.ts";

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

const print = (host: Host, asJson: boolean, result: CommandResult): void =>
  host.stdout(asJson ? `${JSON.stringify(result.json, null, 2)}\n` : result.text);

const addCommand = (parser: Parser, command: Command, host: Host, settle: (status: number) => void): void => {
  const sub = parser
    .command(command.name)
    .description(command.summary)
    .option("--json", "one JSON document on standard output");
  for (const argument of command.arguments) sub.argument(argument.name, argument.summary);
  for (const option of command.options) sub.option(option.flags, option.summary, option.default);
  sub.action(async (...received: unknown[]) => {
    const args = received.slice(0, command.arguments.length).filter((arg) => typeof arg === "string");
    const options = sub.opts<Record<string, string | boolean | undefined>>();
    const asJson = options.json === true;
    try {
      const result = await command.run(host, args, options);
      print(host, asJson, result);
      settle(result.exit);
    } catch (error) {
      if (asJson) host.stdout(`${JSON.stringify(failureJson(error), null, 2)}\n`);
      host.stderr(renderFailure(error));
      settle(exitStatusOf(error));
    }
  });
};

/** `args` without the program's name. Never throws; resolves to the exit status of DESIGN's contract. */
export const runCommandLine = async (host: Host, args: string[], version: string): Promise<number> => {
  let status = 0;
  const parser = new Parser("draftsmith")
    .description("Turns a labelled GitHub issue into a reviewed draft pull request.")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: host.stdout, writeErr: host.stderr })
    .showHelpAfterError("(--help shows what there is)");
  for (const command of commands)
    addCommand(parser, command, host, (code) => {
      status = code;
    });
  for (const sub of parser.commands)
    sub.exitOverride().configureOutput({ writeOut: host.stdout, writeErr: host.stderr });
  try {
    await parser.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 || args.length === 0 ? 0 : 2;
  }
  return status;
};
