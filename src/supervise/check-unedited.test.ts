/** Text released at a second: what changed at or after it, what does not fit together, and what does not matter. */
import { describe, expect, it } from "vitest";
import { checkUnedited, type ReleasedText } from "./check-unedited.ts";

const maria = { id: 2, login: "maria", type: "User" };
const at = "2026-03-01T09:00:10Z";
const text: ReleasedText = {
  event: { id: 5, actor: maria, at },
  title: "Greet",
  body: "Please.\r\nThanks",
  renamedAt: null,
  edits: { title: "Greet", body: "Please.\nThanks", editedAt: null, isExact: true },
  labelledBy: null,
};
const edited = (editedAt: string | null, isExact = true) => ({ edits: { ...text.edits, editedAt, isExact } });
const payload = (change: object) => ({
  labelledBy: { issue: 1, title: "Greet", body: "Please.\nThanks", sender: maria, updatedAt: at, ...change },
});

describe("checkUnedited", () => {
  it.each<[string, Partial<ReleasedText>, string]>([
    ["nothing ever changed", {}, "unedited"],
    ["edited a second before", edited("2026-03-01T09:00:09Z"), "unedited"],
    ["edited in the label's second", edited(at), "edited"],
    ["edited later", edited("2026-03-01T09:00:11Z"), "edited"],
    ["a time with parts of a second", edited("2026-03-01T09:00:10.999Z"), "edited"],
    ["a time that is none", edited("soon"), "edited"],
    ["any change, in the label's second: the label itself", edited(at, false), "unedited"],
    ["any change later", edited("2026-03-01T09:00:11Z", false), "edited"],
    ["renamed a second before", { renamedAt: "2026-03-01T09:00:09Z" }, "unedited"],
    ["renamed in the label's second", { renamedAt: at }, "edited"],
    ["renamed later", { renamedAt: "2026-03-02T09:00:10Z" }, "edited"],
    ["another title at the second look", { edits: { ...text.edits, title: "Leak" } }, "unclear"],
    ["another text at the second look", { edits: { ...text.edits, body: "Leak" } }, "unclear"],
    ["the event holds the same text", payload({}), "unedited"],
    ["the event holds another title", payload({ title: "Old" }), "unclear"],
    ["the event holds another text", payload({ body: "Old" }), "unclear"],
    ["the event holds another text, and it was edited since", { ...payload({ body: "Old" }), ...edited(at) }, "edited"],
  ])("%s", (_, change, kind) => {
    expect(checkUnedited({ ...text, ...change })).toMatchObject({ kind });
  });
});
