/** The frozen task keeps the hash of its raw texts while the model sees them cleaned. */
import { expect, it } from "vitest";
import type { Brief } from "../domain/brief.ts";
import { freezeHash } from "../flow/freeze.ts";
import { hasDropped } from "../outgoing/incoming/dropped.ts";
import { normaliseBrief } from "./normalise-brief.ts";

const maria = { id: 10, login: "maria", type: "User" };
const at = "2026-03-01T10:00:00Z";

const briefOf = (title: string, body: string, comment: string): Brief => {
  const brief = {
    repository: { id: 1, owner: "acme", name: "shop", defaultBranch: "main", isPrivate: false },
    issue: { id: 2, number: 1, title, body, author: maria, labels: [] },
    comments: [{ id: 3, author: maria, body: comment, createdAt: at, updatedAt: at }],
    labelEvent: { id: 4, actor: maria, at },
    baseSha: "a".repeat(40),
  };
  return { ...brief, hash: freezeHash(brief) };
};

it("cleans title, body and comments, adds up what it dropped, and keeps the hash of the raw text", () => {
  const raw = briefOf("Add\u200b it", "a <!-- b --> c", "<|im_start|> <!-- d -->");
  const { brief, dropped } = normaliseBrief(raw);
  expect(brief).toEqual({
    ...raw,
    issue: { ...raw.issue, title: "Add it", body: "a  c" },
    comments: [{ ...raw.comments[0], body: "< |im_start|> " }],
  });
  expect(dropped).toMatchObject({ comments: 2, invisible: 1, tokens: 1 });
  expect(freezeHash(brief)).not.toBe(brief.hash);
});

it("gives ordinary text back as it is", () => {
  const raw = briefOf("Add an export", "Like so:\n\n```js\nexport const a = 1; // <!-- x -->\n```\n", "Yes.");
  const { brief, dropped } = normaliseBrief(raw);
  expect(brief).toEqual(raw);
  expect(hasDropped(dropped)).toBe(false);
});

it("shows the newest comments where all together are too long, and counts what was left out", () => {
  const raw = briefOf("Add it", "Please.", "");
  const say = (id: number, length: number) => ({
    id,
    author: maria,
    body: `${id}`.repeat(length),
    createdAt: at,
    updatedAt: at,
  });
  const comments = [say(1, 60_000), say(2, 60_000), say(3, 60_000), say(4, 10)];
  const { brief, dropped } = normaliseBrief({ ...raw, comments });
  expect(brief.comments.map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(dropped.cut).toBe(60_000);
});
