/** Finds the notice by which a tool marks a file as its own, in the comments in front of the code. */

const maxHeader = 2_048;
const maxLines = 40;

/** Words that the usual generators write; each needs the other half, so that prose about generating is not taken for it. */
const notices = [
  /\bgenerated\b.{0,200}\bdo not (?:edit|modify|change)|\bdo not (?:edit|modify|change)\b.{0,200}\bgenerated\b/is,
  /(?:^|[\s*])@generated(?![\w-])/m,
  /<auto-?generated/i,
  /\bthis (?:\w+ ){0,3}(?:was|is|has been|were) (?:auto(?:matically)?[- ]?generated|machine[- ]generated|generated (?:automatically|by|from|using|with))\b/i,
  /^\W*(?:auto(?:matically)?[- ]?generated|generated (?:automatically|by|from|using|with))\b/im,
];

export const hasGeneratedHeader = (text: string): boolean => {
  const start = text.slice(0, maxHeader);
  if (!/generated/i.test(start)) return false;
  const comments = leadingComments(start);
  return notices.some((notice) => notice.test(comments));
};

const commentLine = /^\s*(?:\/\/|#|--|;|%|\*|'|@?rem\b|"""|'''|\/\*|<!--|\{-|\(\*|\{#|<%#|=begin|$)/i;
/** Lines that may stand between or before the comments. */
const preamble = /^\s*(?:<\?|<!doctype|['"]use strict|package\b|\w*"""|version:|syntax\b)/i;
const openers: readonly (readonly [string, string])[] = [
  ["/*", "*/"],
  ["<!--", "-->"],
  ["{-", "-}"],
  ["(*", "*)"],
  ["{#", "#}"],
  ["<%#", "%>"],
  ["=begin", "=end"],
  ['"""', '"""'],
  ["'''", "'''"],
];

const leadingComments = (start: string): string => {
  const comments: string[] = [];
  let closer: string | null = null;
  for (const line of start.split("\n", maxLines)) {
    if (closer !== null) {
      comments.push(line);
      if (line.includes(closer)) closer = null;
      continue;
    }
    if (preamble.test(line) && !commentLine.test(line)) {
      // `<?php /* … */`: what follows on the line still counts.
      comments.push(line);
      continue;
    }
    if (!commentLine.test(line)) break;
    comments.push(line);
    const trimmed = line.trimStart();
    const pair = openers.find(([open]) => trimmed.startsWith(open));
    if (pair && !trimmed.slice(pair[0].length).includes(pair[1])) closer = pair[1];
  }
  return comments.join("\n");
};
