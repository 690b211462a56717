/** Titles and commit messages from foreign text: plain lines that mention nobody, close nothing and skip no checks. */
import type { Untrusted } from "../domain/untrusted.ts";
import { findBotCommand } from "./bot-commands.ts";
import { breakSkips } from "./skip-words.ts";
import { cutAtWord, removeInvisible, removeTerminalSequences, splitLines, toOneLine } from "./visible-text.ts";

const maxTitle = 256;
const maxSubject = 72;
const maxBodyLine = 200;
const maxBody = 4_000;
const untitled = "Untitled change";

/** Plain text has no code to hide a reference in, so the sign that makes it live is taken apart. */
const breakReferences = (line: string): string =>
  line
    .replace(/(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{0,20}:\/\/+/gi, "")
    .replace(/:\/\/+/g, ":")
    .replace(/(?<=[A-Za-z0-9])#+(?=\d)/g, " no. ")
    .replace(/(?<!#)#+(?=\d)/g, "no. ")
    .replace(/(?<![A-Za-z0-9])(GH)-(?=\d)/gi, "$1 ")
    .replace(/@(?=[\p{L}\p{N}])/gu, "@ ");

/** Any hyphenated word can name a trailer; of the others, those that tools know. */
const trailer =
  /^((?=[A-Za-z0-9]*-)[A-Za-z0-9-]+|breaking change|cc|bug|closes?|closed|fix(?:es|ed)?|resolve[sd]?|refs?|link|see|issue)[ \t]*:/i;

/** A line of the body that git or GitHub would read as data about the commit becomes a sentence. */
const breakTrailer = (line: string): string =>
  line
    .replace(trailer, "$1 -")
    .replace(/^-{3,}/, "--")
    .replace(/^\(cherry picked from/i, "(picked from");

/** A title is the first paragraph of a message, and of a squashed one perhaps its last: of trailers it may hold the word alone. */
const titleTrailer =
  /^((?:signed-off|co-authored|co-committed|co-developed|acked|reviewed|tested|reported|suggested|helped|approved|mentored|based-on-patch|on-behalf-of|draftsmith)(?:-[a-z]+)?|release-as|change-id|breaking[ -]change|skip-checks)[ \t]*:/i;

const breakTitle = (line: string): string => {
  const plain = line.replace(titleTrailer, "$1 -");
  const found = findBotCommand(plain);
  return found === null ? plain : `"${found.command}"${found.rest}`;
};

const plainLine = (text: string): string =>
  breakSkips(breakReferences(toOneLine(text)).replace(/\*{3,}/g, "**"))
    .replace(/\s+/g, " ")
    .trim();

/** One line of at most 256 characters for a pull request's title. */
export const renderTitle = (text: Untrusted): string => cutAtWord(breakTitle(plainLine(text)), maxTitle) || untitled;

/** One line of at most 72 characters for a commit. */
export const renderCommitSubject = (text: Untrusted): string =>
  cutAtWord(breakTitle(plainLine(text)), maxSubject) || untitled;

/** Lines of at most 200 characters, 4,000 in all; our own trailers are added after it, in a paragraph of their own. */
export const renderCommitBody = (text: Untrusted): string => {
  const lines = splitLines(removeTerminalSequences(text)).map((line) =>
    cutAtWord(breakTrailer(plainLine(removeInvisible(line))), maxBodyLine),
  );
  const body = lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return body.length <= maxBody
    ? body
    : `${body.slice(0, body.lastIndexOf("\n", maxBody - 2) + 1 || maxBody - 2).trimEnd()}\n…`;
};
