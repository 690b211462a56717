/** Parses the command line, runs one command, prints its result as text or as one JSON document, and gives the exit status. */
import { CommanderError, Command as Parser } from "commander";
import { exitStatusOf, FailureError } from "../domain/failure.ts";
import type { Command, CommandResult } from "./command.ts";
import { commands } from "./commands.ts";
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

const print = (host: Host, asJson: boolean, result: CommandResult): void =>
  host.stdout(asJson ? `${JSON.stringify(result.json, null, 2)}\n` : result.text);

type Ending = { exit: number; outputs?: CommandResult["outputs"] };

const runCommand = async (
  host: Host,
  run: () => Promise<CommandResult>,
  asJson: boolean,
  fail: (message: string) => void,
): Promise<Ending> => {
  try {
    const result = await run();
    print(host, asJson, result);
    return result;
  } catch (error) {
    if (asJson) host.stdout(`${JSON.stringify(failureJson(error), null, 2)}\n`);
    fail(renderFailure(error));
    return { exit: exitStatusOf(error) };
  }
};

const addCommand = (
  parser: Parser,
  command: Command,
  host: Host,
  settle: (run: () => Promise<CommandResult>, asJson: boolean) => Promise<void>,
): void => {
  const sub = parser
    .command(command.name)
    .description(command.summary)
    .option("--json", "one JSON document on standard output");
  for (const argument of command.arguments) sub.argument(argument.name, argument.summary);
  for (const option of command.options) sub.option(option.flags, option.summary, option.default);
  sub.action(async (...received: unknown[]) => {
    const args = received.slice(0, command.arguments.length).filter((arg) => typeof arg === "string");
    const options = sub.opts<Record<string, string | boolean | undefined>>();
    await settle(() => command.run(host, args, options), options.json === true);
  });
};

/** The one command that is asked for, or all, so that help and error messages can name them. */
const loadCommands = (name: string | undefined): Promise<Command[]> => {
  const wanted = name !== undefined && Object.hasOwn(commands, name) ? [commands[name]] : Object.values(commands);
  return Promise.all(wanted.flatMap((load) => load?.() ?? []));
};

const parseAndRun = async (
  host: Host,
  args: string[],
  version: string,
  fail: (message: string) => void,
): Promise<Ending> => {
  let ending: Ending = { exit: 0 };
  const parser = new Parser("draftsmith")
    .description("Turns a labelled GitHub issue into a reviewed draft pull request.")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: host.stdout, writeErr: fail })
    .showHelpAfterError("(--help shows what there is)");
  for (const command of await loadCommands(args[0]))
    addCommand(parser, command, host, async (run, asJson) => {
      ending = await runCommand(host, run, asJson, fail);
    });
  for (const sub of parser.commands) sub.exitOverride().configureOutput({ writeOut: host.stdout, writeErr: fail });
  try {
    await parser.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exit: error.exitCode === 0 || args.length === 0 ? 0 : 2 };
  }
  return ending;
};

/**
 * `args` without the program's name; `fail` receives what went wrong. Writes the step outputs.
 * Never throws; resolves to the exit status of DESIGN's contract.
 */
export const runCommandLine = async (
  host: Host,
  args: string[],
  version: string,
  fail: (message: string) => void = host.stderr,
): Promise<number> => {
  const { exit, outputs } = await parseAndRun(host, args, version, fail);
  writeOutputs(host, { status: statusOf(exit), ...outputs });
  return exit;
};
