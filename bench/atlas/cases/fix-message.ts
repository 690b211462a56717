/** Reads a commit message: whether it is a fix, which issues it closes, and what it says in prose. */

const closing = /\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\b\]?:?\s+(?:issue\s+)?/gi;
const reference = /^(?:([\w.-]+\/[\w.-]+)?#|GH-|https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/issues\/)(\d+)/i;
const nextReference = /^(?:\s*,\s*|\s+and\s+)/;

/** Numbers of the issues of `repo` that the message says it closes, in its order. */
export const closedIssues = (message: string, repo: string): number[] => {
  const numbers = new Set<number>();
  for (const match of message.matchAll(closing)) {
    let rest = message.slice(match.index + match[0].length, match.index + match[0].length + 400);
    for (let found = reference.exec(rest); found; found = reference.exec(rest)) {
      const owner = found[1] ?? found[2];
      if (owner === undefined || owner.toLowerCase() === repo.toLowerCase()) numbers.add(Number(found[3]));
      rest = rest.slice(found[0].length);
      const joint = nextReference.exec(rest);
      if (!joint) break;
      rest = rest.slice(joint[0].length);
    }
  }
  return [...numbers];
};

const fixSubject = /^(?:\[?(?:bug)?fix(?:e[sd])?\b|hotfix\b|[\w./-]{1,40}: fix(?:e[sd])?\b)/i;
const noFix = /\b(?:typos?|lint|tests?|docs?|documentation|ci|changelog|readme|comments?|warnings?|build|release)\b/i;

const choreSubject = /^(?:chore|docs?|tests?|ci|build|style|release|deps)\b[^:]{0,40}:|^(?:bump|update) /i;

/** Does the subject say that the commit is not about what the program does? */
export const isChoreSubject = (subject: string): boolean => choreSubject.test(subject);

/** Does the subject announce a fix of what the program does? */
export const isFixSubject = (subject: string): boolean => fixSubject.test(subject) && !noFix.test(subject);

const trailer =
  /^[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: |^(?:change-id|pr-url|reviewed-by|refs?|see|issues?|pull request|bug): /i;
const diffLine = /^(?:diff --git |index [0-9a-f]{7,}|--- [ab]\/|\+\+\+ [ab]\/|@@ -\d)/;
const mergeSubject = /^Merge (?:pull request|branch|remote-tracking|PR)\b/i;
const issueMark =
  /\[(?:Fix(?:es)?|Closes?|Resolves?)\s+#\d+\]\s*|\(?(?:[\w.-]+\/[\w.-]+)?#\d+\)?|\bGH-\d+:?|https:\/\/github\.com\/\S+/gi;
const emptyLine = /^(?:(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|and)\b|[\s*,.:;()-])*$/i;
const danglingWord = /[\s,;(-]{1,4}(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)[\s:,.)]{0,4}$/i;

const cleanLine = (line: string): string => {
  const plain = line.replace(issueMark, "");
  return (plain === line ? line : plain.replace(danglingWord, "")).trimEnd();
};

/** The message without trailers, diff lines and issue numbers: what a person might have written as an issue. */
export const cleanMessage = (message: string): string =>
  message
    .replaceAll("\r", "")
    .split("\n")
    .filter((line) => !trailer.test(line) && !diffLine.test(line) && !mergeSubject.test(line))
    .map(cleanLine)
    .filter((line) => line === "" || !emptyLine.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
