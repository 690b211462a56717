/** What a command is: its arguments and options for the parser, and a function from them to a result that can be printed twice. */
import type { StepOutputs } from "../outgoing/step-output.ts";
import type { Host } from "./host.ts";

export type CommandResult = {
  /** 0 done or nothing to do, 3 refused, 5 waits; failures are thrown. */
  exit: 0 | 3 | 5;
  /** For people, on standard output. */
  text: string;
  /** The one document of `--json`; undefined where the command has printed its answers while it ran. */
  json: unknown;
  /** Step outputs for later jobs; `status` follows from `exit` where it is not named. */
  outputs?: Partial<StepOutputs>;
};

export type Option = { flags: string; summary: string; default?: string };

export type Command = {
  name: string;
  summary: string;
  /** Positional arguments as commander writes them, such as `<issue>`, `[file]` or, as the last, `[files...]`. */
  arguments: { name: string; summary: string }[];
  options: Option[];
  /** What `--help` says below the options: examples, formats. */
  details?: string;
  run: (host: Host, args: string[], options: Record<string, string | boolean | undefined>) => Promise<CommandResult>;
};

/** An option that takes a value, as text. */
export const textOption = (value: string | boolean | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;
