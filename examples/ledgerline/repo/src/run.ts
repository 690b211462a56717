/** The command from arguments to exit status; files and streams come from the caller. */
import { categorise } from "./categorise.ts";
import { InputError } from "./input-error.ts";
import { mergeStatements } from "./merge-statements.ts";
import { parseOptions, usage } from "./options.ts";
import { readStatement } from "./read-statement.ts";
import { renderReport } from "./render-report.ts";
import { createReport } from "./report.ts";
import { parseRules } from "./rules.ts";

export type Io = {
  /** Throws InputError when the file cannot be read. */
  readText: (path: string) => Promise<string>;
  out: (text: string) => void;
  err: (text: string) => void;
};

const report = async (args: string[], io: Io): Promise<void> => {
  const options = parseOptions(args);
  if (options === null) return io.out(usage);
  const rules = options.rules === null ? [] : parseRules(await io.readText(options.rules), options.rules);
  const statements = [];
  for (const path of options.statements) statements.push(readStatement(await io.readText(path), path));
  const transactions = categorise(mergeStatements(statements), rules);
  io.out(renderReport(createReport(transactions, options.month), options.format));
};

/** Exit status: 0 done, 2 a fault in options or files. Anything else that goes wrong is a bug and throws. */
export const run = async (args: string[], io: Io): Promise<number> => {
  try {
    await report(args, io);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    io.err(`ledgerline: ${error.message}\n`);
    return 2;
  }
};
