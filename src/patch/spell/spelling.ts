/** The spelling of a reply, learned from lines that it shares with the files, and added lines spelled by it. */
import { decodeEntities } from "../locate/fold-line.ts";
import { type Characters, type Escaping, learnCharacters, learnEscaping, respellCharacters } from "./characters.ts";
import { type HunkIndentation, indentOf, learnIndentation } from "./indentation.ts";
import {
  type InnerSpace,
  learnInnerSpace,
  learnTrailing,
  respellInner,
  respellTrailing,
  type Trailing,
} from "./inner-space.ts";
import type { Addition, LinePair, Spelled } from "./line-pair.ts";

/** What holds for the whole reply. */
type ReplySpelling = { escaping: Escaping; characters: Characters; added: string[] };

/** What holds for one file of it. */
export type FileSpelling = ReplySpelling & {
  path: string;
  indentation: HunkIndentation;
  trailing: Trailing;
  inner: InnerSpace;
  hasInnerTabs: boolean;
};

export const learnReplySpelling = (pairs: LinePair[], added: string[]): ReplySpelling => {
  const escaping = learnEscaping(pairs, added);
  const changed = pairs.filter(({ said, file }) => said !== file);
  const characters =
    changed.length === 0
      ? { swapped: new Map<string, Set<string>>(), kept: new Set<string>() }
      : learnCharacters(pairs, escaping === "escaped");
  return { escaping, characters, added };
};

const inFileCharacters = (pair: LinePair, { escaping, characters }: ReplySpelling): LinePair => {
  const decoded = escaping === "escaped" ? decodeEntities(pair.said) : pair.said;
  return { ...pair, said: respellCharacters(decoded, characters) ?? decoded };
};

/** `additions` are the file's added lines, each beside a line of the file; `lines` are all lines of the file. */
export const learnFileSpelling = (
  reply: ReplySpelling,
  path: string,
  pairs: LinePair[],
  additions: Addition[],
  lines: string[],
): FileSpelling => {
  const plain = pairs.map((pair) => inFileCharacters(pair, reply));
  const added = additions.map((one) => ({
    text: respellCharacters(one.text, reply.characters) ?? one.text,
    beside: inFileCharacters(one.beside, reply),
  }));
  const indentation = learnIndentation(plain, added, reply.added, lines);
  return {
    ...reply,
    path,
    indentation,
    trailing: learnTrailing(plain, lines),
    inner: learnInnerSpace(plain),
    hasInnerTabs: lines.some((line) => /\S\t/.test(line)),
  };
};

/** Files in which an entity is ordinary text. */
const isMarkup = (path: string): boolean =>
  /\.(?:x?html?|xml|xsl|xsd|svg|md|mdx|markdown|rst|adoc|vue|svelte|jsx|tsx|erb|ejs|hbs|haml|pug|php|twig|j2|jinja2?|po|pot|plist|csproj|props|targets|resx|txt|json|ya?ml|strings)$/i.test(
    path,
  );

const unescapeLine = (line: string, { escaping, path }: FileSpelling): string | null => {
  const decoded = decodeEntities(line);
  if (decoded === line || escaping === "plain") return line;
  if (escaping === "escaped") return decoded;
  return escaping === "unknown" && isMarkup(path) ? line : null;
};

const doubt = (why: string): Spelled => ({ doubt: why });

/** An added line as the file would spell it. */
export const spellAddition = (line: string, spelling: FileSpelling, hunk: number): Spelled => {
  const unescaped = unescapeLine(line, spelling);
  if (unescaped === null) return doubt("it holds HTML entities, and nothing shows whether they are meant");
  const plain = respellCharacters(unescaped, spelling.characters);
  if (plain === null)
    return doubt("it holds characters that stand for others in the lines around it, and for themselves too");
  const trimmed = respellTrailing(plain, spelling.trailing);
  if (trimmed === null)
    return doubt(
      "the diff ends lines with other white space than the file, and nothing shows how this one is meant to end",
    );
  const spaced = respellInner(trimmed, spelling.inner);
  if (spaced === null) return doubt("it holds white space of a kind that the diff writes differently from the file");
  const indentation = spelling.indentation(hunk);
  if (indentation === null || spaced === "") return { text: spaced };
  if (spaced.trim() === "")
    return doubt("it holds nothing but white space, and the diff indents differently from the file");
  const indent = indentation(indentOf(spaced));
  if (indent === null)
    return doubt("the diff indents differently from the file, and this line's indentation can be read in several ways");
  const rest = spaced.slice(indentOf(spaced).length);
  if (spelling.hasInnerTabs && /\S {2}/.test(rest))
    return doubt("it holds several spaces where the file may have tabs");
  return { text: indent + rest };
};
