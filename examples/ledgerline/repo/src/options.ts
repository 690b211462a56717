/** The command line of `ledgerline report`. */
import { parseArgs } from "node:util";
import { type Month, parseMonth } from "./calendar.ts";
import { InputError } from "./input-error.ts";
import type { Format } from "./render-report.ts";

export type Options = { month: Month; rules: string | null; format: Format; statements: string[] };

export const usage = `usage: ledgerline report --month YYYY-MM [--rules FILE] [--format text|json] STATEMENT...

  --month YYYY-MM   the month to report
  --rules FILE      rules that give categories (without them all is uncategorised)
  --format FORMAT   text (default) or json
  --help            this text
`;

const readArgs = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        month: { type: "string" },
        rules: { type: "string" },
        format: { type: "string", default: "text" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new InputError("options", error instanceof Error ? error.message : String(error));
  }
};

/** Throws InputError for anything that is not a complete command; null means that help was asked for. */
export const parseOptions = (args: string[]): Options | null => {
  const { values, positionals } = readArgs(args);
  if (values.help) return null;
  const [command, ...statements] = positionals;
  if (command !== "report") throw new InputError("options", `unknown command "${command ?? ""}" (known: report)`);
  const month = parseMonth(values.month ?? "");
  if (month === null) throw new InputError("--month", "give the month as YYYY-MM");
  if (values.format !== "text" && values.format !== "json") {
    throw new InputError("--format", `"${values.format}" is not a format (known: text, json)`);
  }
  if (statements.length === 0) throw new InputError("options", "name at least one statement file");
  return { month, rules: values.rules ?? null, format: values.format, statements };
};
