/** The door `issue`: title or body of an issue on their way into a prompt, and what else is made of a title. */
import { z } from "zod";
import { renderBranch } from "../../flow/branch-name.ts";
import { hasDropped } from "../../outgoing/incoming/dropped.ts";
import { renderTitle } from "../../outgoing/plain-line.ts";
import { createDoor, type Screened } from "./door.ts";
import { readField, showBrief } from "./sample-brief.ts";

const withoutLineEnds = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/\n$/, "");

/** The verdict over a text that only loses what must not go on. */
export const judgeShown = (before: string, { shown, dropped }: ReturnType<typeof showBrief>, key: string): Screened => {
  const field = readField(key === "comment" ? (shown.comments as never[])[0] : shown[key]);
  const cut = dropped.cut + field.cut;
  const { cut: _, ...kinds } = dropped;
  const counts = { ...dropped, cut };
  const isClean = !hasDropped({ ...kinds, cut: 0 });
  const details = { dropped: counts };
  if (cut > 0 && isClean)
    return { verdict: "truncated", reason: `${cut} characters were cut`, text: field.text, details };
  if (isClean && withoutLineEnds(field.text) === withoutLineEnds(before))
    return { verdict: "accepted", reason: "nothing is hidden in it", text: field.text, details };
  const found = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? `${name}: ${count}` : []));
  return {
    verdict: "sanitised",
    reason: `dropped or changed (${found.join(", ") || "markup"})`,
    text: field.text,
    details,
  };
};

export const issueDoor = createDoor({
  name: "issue",
  summary: "title or body of an issue, as a model is shown it",
  help: { field: "body (default) or title", number: "of the issue, for the branch that a title gives" },
  options: z.strictObject({
    field: z.enum(["body", "title"]).default("body"),
    number: z.number().int().positive().default(1),
  }),
  screen: (text, { field, number }) => {
    const screened = judgeShown(text, showBrief({ [field]: text }), field);
    if (field === "body") return screened;
    const made = { branch: renderBranch(number, text, 1), pullRequest: renderTitle(text) };
    return { ...screened, details: { ...screened.details, ...made } };
  },
});
