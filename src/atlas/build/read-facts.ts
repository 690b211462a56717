/** Reads blobs and says of each what the map needs to know: words, symbols, imports, or why its text was not looked at. */
import { isParsed, languageOf } from "../language.ts";
import { nothingParsed, type ParsedFile } from "../parsed-file.ts";
import { classifyText } from "../scan/classify-text.ts";
import { decodeText } from "../scan/decode-text.ts";
import type { FileRole } from "../scan/file-role.ts";
import { countWords } from "../search/file-words.ts";
import type { FileFacts, FileFault } from "../store/file-facts.ts";
import { factsOfFault } from "../store/pack-facts.ts";
import type { Parsers } from "../symbols/open-parsers.ts";

/** `role` is that of the path. */
export type Place = { path: string; role: FileRole };

/** The facts of one blob, at once where its parser is ready; null bytes mean that it is not there or too large. */
export const readFacts = (place: Place, bytes: Buffer | null, parsers: Parsers): FileFacts | Promise<FileFacts> => {
  if (bytes === null) return factsOfFault("missing");
  const decoded = decodeText(bytes);
  if ("fault" in decoded) return factsOfFault(decoded.fault);
  return factsOfText(place, decoded.text, parsers);
};

const factsOfText = ({ path, role }: Place, text: string, parsers: Parsers): FileFacts | Promise<FileFacts> => {
  const language = languageOf(path);
  const told = classifyText(path, text, role);
  if (told === "generated" || !isParsed(language)) return createFacts(text, told, nothingParsed);
  let fault: FileFault | null = null;
  const onLate = (): void => {
    fault = "slow";
  };
  const parsed = parsers.parse(text, language, { role, onLate });
  return parsed instanceof Promise
    ? parsed.then((later) => createFacts(text, told, later, fault))
    : createFacts(text, told, parsed, fault);
};

const createFacts = (
  text: string,
  role: FileRole | null,
  parsed: ParsedFile,
  fault: FileFault | null = null,
): FileFacts => ({
  lines: countLines(text),
  fault,
  role: role === "generated" || role === "source" ? role : null,
  words: countWords(
    role === "generated" ? "" : text,
    parsed.symbols.map(({ name }) => name),
  ),
  parsed,
});

const countLines = (text: string): number => {
  let lines = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
};
