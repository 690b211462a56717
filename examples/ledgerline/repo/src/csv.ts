/** Reads CSV as RFC 4180 describes it, with a free delimiter, and keeps line numbers for messages. */
import { InputError } from "./input-error.ts";

/** `line` is where the row starts in the text, from 1; quoted fields may span lines. */
export type CsvRow = { line: number; fields: string[] };

const stripByteOrderMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

/** Splits text into rows. Empty lines are skipped. Throws InputError for a quote that is never closed. */
export const parseCsv = (text: string, delimiter: string, name: string): CsvRow[] => {
  const rows: CsvRow[] = [];
  const source = stripByteOrderMark(text);
  let fields: string[] = [];
  let field = "";
  let line = 1;
  let rowLine = 1;
  let quoteLine: number | null = null;

  const endRow = () => {
    fields.push(field);
    if (fields.length > 1 || fields[0] !== "") rows.push({ line: rowLine, fields });
    fields = [];
    field = "";
  };

  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (char === "\n") line += 1;
    if (quoteLine !== null) {
      if (char !== '"') field += char;
      else if (source[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoteLine = null;
    } else if (char === '"' && field === "") quoteLine = line;
    else if (char === delimiter) {
      fields.push(field);
      field = "";
    } else if (char === "\n") {
      endRow();
      rowLine = line;
    } else if (char !== "\r") field += char;
  }
  if (quoteLine !== null) throw new InputError(`${name}:${quoteLine}`, "a quoted field is never closed");
  endRow();
  return rows;
};
