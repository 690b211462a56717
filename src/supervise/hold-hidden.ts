/** Text that holds characters which nobody sees: shown cleaned on the issue, it waits until a writer sets the label again. */
import { createHash } from "node:crypto";
import type { Brief } from "../domain/brief.ts";
import type { Write } from "../domain/bundle.ts";
import type { Account, Comment, LabelEvent } from "../domain/issue.ts";
import { findHidden, type HiddenCharacter } from "./find-hidden.ts";
import { toSecond } from "./to-second.ts";

export type HiddenText = { source: string; raw: string; cleaned: string; found: HiddenCharacter[] };

/** `cleaned` is the same brief, normalised. Texts without hidden characters are left out. */
export const findHiddenTexts = (raw: Brief, cleaned: Brief): HiddenText[] => {
  const texts = [
    { source: "title", raw: raw.issue.title, cleaned: cleaned.issue.title },
    { source: "description", raw: raw.issue.body, cleaned: cleaned.issue.body },
    ...raw.comments.map(({ id, body }, index) => ({
      source: `comment ${id}`,
      raw: body,
      cleaned: cleaned.comments[index]?.body ?? "",
    })),
  ];
  return texts.map((text) => ({ ...text, found: findHidden(text.raw) })).filter(({ found }) => found.length > 0);
};

const markerOf = (texts: HiddenText[]): string => {
  const canonical = JSON.stringify(texts.map(({ source, raw, cleaned }) => [source, raw, cleaned]));
  return `hold-${createHash("sha256").update(canonical).digest("hex").slice(0, 32)}`;
};

/** True when the bot showed exactly these texts, and the label was set after that. `comments` are those of the issue. */
export const isConsented = (
  texts: HiddenText[],
  comments: Comment[],
  { event, self }: { event: LabelEvent; self: Pick<Account, "id"> },
): boolean => {
  const opening = `<!-- draftsmith:${markerOf(texts)} -->`;
  return comments.some(
    ({ author, body, updatedAt }) =>
      author.id === self.id && body.startsWith(opening) && toSecond(updatedAt) < toSecond(event.at),
  );
};

/** Characters of all cleaned texts together. */
const maxShown = 40_000;
const maxPlaces = 20;

const fenced = (text: string, max: number): string => {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 2);
  const fence = "`".repeat(Math.min(longest + 1, 40));
  const shown =
    text.length <= max ? text : `${text.slice(0, max).toWellFormed()}\n(${text.length - max} more characters)`;
  return [`${fence}text`, shown, fence].join("\n");
};

const describePlaces = (found: HiddenCharacter[]): string => {
  const places = found
    .slice(0, maxPlaces)
    .map(({ line, column, code }) => `\`${code}\` at line ${line}, column ${column}`)
    .join("; ");
  return found.length > maxPlaces ? `${places}; and ${found.length - maxPlaces} more` : places;
};

/** One comment for these texts, however often it is asked for, and the label comes off. */
export const writeHold = (texts: HiddenText[], issue: number, readyLabel: string): Write[] => {
  const max = Math.floor(maxShown / texts.length);
  const markdown = [
    "### Please look at the text that the bot would read",
    "",
    `It holds characters that nobody sees on this page. Without them it is what stands below. Nothing was started, and \`${readyLabel}\` was removed.`,
    "",
    `- If this is the task, set \`${readyLabel}\` again: that releases exactly this text.`,
    "- If not, edit it first.",
    ...texts
      .slice(0, 10)
      .flatMap(({ source, cleaned, found }) => [
        "",
        `**In the ${source}**: removed ${describePlaces(found)}.`,
        "",
        fenced(cleaned, max),
      ]),
  ].join("\n");
  return [
    { kind: "comment", number: issue, marker: markerOf(texts), markdown },
    { kind: "remove-label", number: issue, label: readyLabel },
  ];
};
