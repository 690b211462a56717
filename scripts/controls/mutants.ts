/** The edits that a control's breaks stand for. */
import type { Control, Replacement } from "./control.ts";
import { findRules } from "./find-rules.ts";

/** One edit of one file: `text` is the whole file without the rule. */
export type Mutant = { control: string; rule: string; file: string; text: string; tests: readonly string[] };

type Read = (file: string) => string;

const replaceOnce = (control: string, { rule, file, from, to, tests }: Replacement, read: Read): Mutant => {
  const [before, after, ...more] = read(file).split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${control}, ${rule}: the text to take out stands not exactly once in ${file}`);
  return { control, rule, file, text: before + to + after, tests };
};

/** `read` gives a file by its path from the root. Throws when a break does not fit its file any more. */
export const mutantsOf = ({ id, breaks }: Control, read: Read): Mutant[] =>
  breaks.flatMap((one) => {
    if ("from" in one) return [replaceOnce(id, one, read)];
    const source = read(one.file);
    return findRules(source, one).map(({ start, end, to, text }) => ({
      control: id,
      rule: `${one.rule}: ${text.slice(0, 70)}`,
      file: one.file,
      text: source.slice(0, start) + to + source.slice(end),
      tests: one.tests,
    }));
  });
