/** Parses the command line and runs the command that it names. */
import { CommanderError, Command as Parser } from "commander";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import type { Host } from "./host.ts";
import { type Call, runCommand } from "./run-command.ts";
import { writeOutputs } from "./write-outputs.ts";

const addCommand = (parser: Parser, command: Command, run: (call: Call) => Promise<void>): void => {
  const sub = parser
    .command(command.name)
    .description(command.summary)
    .option("--json", "one JSON document on standard output");
  for (const argument of command.arguments) sub.argument(argument.name, argument.summary);
  for (const option of command.options) sub.option(option.flags, option.summary, option.default);
  if (command.details) sub.addHelpText("after", `\n${command.details}`);
  sub.action(async (...received: unknown[]) => {
    const args = received
      .slice(0, command.arguments.length)
      .flat()
      .filter((arg) => typeof arg === "string");
    await run({ command, args, options: sub.opts() });
  });
};

/** The one command that is asked for, or all, so that help and error messages can name them. */
const loadCommands = (name: string | undefined): Promise<Command[]> => {
  const one = Object.entries(commands).filter(([key]) => key === name);
  const loads = one.length > 0 ? one.map(([, load]) => load) : Object.values(commands);
  return Promise.all(loads.map((load) => load()));
};

/** `args` without the program's name. Never throws; resolves to the exit status of DESIGN's contract. */
export const runCommandLine = async (host: Host, args: string[], version: string): Promise<number> => {
  let status = 0;
  const output = { writeOut: host.stdout, writeErr: host.stderr };
  const parser = new Parser("draftsmith")
    .description("Turns a labelled GitHub issue into a reviewed draft pull request.")
    .version(version)
    .exitOverride()
    .configureOutput(output)
    .showHelpAfterError("(--help shows what there is)");
  for (const command of await loadCommands(args[0]))
    addCommand(parser, command, async (call) => {
      status = await runCommand(host, call, host.stderr);
    });
  for (const sub of parser.commands) sub.exitOverride().configureOutput(output);
  try {
    await parser.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 || args.length === 0) return 0;
    await writeOutputs(host, { status: "failed" });
    return 2;
  }
  return status;
};
