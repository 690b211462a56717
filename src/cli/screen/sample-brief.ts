/** A frozen task around one text, brought to the form in which prompts hold it by the functions that runs use. */
import type { Brief } from "../../domain/brief.ts";
import type { JsonObject, JsonValue } from "../../roles/encode-document.ts";
import { renderBrief } from "../../roles/render-brief.ts";
import { normaliseBrief } from "../../supervise/normalise-brief.ts";

const author = { id: 2, login: "author", type: "User" };

export type BriefTexts = { title?: string; body?: string; comment?: string };

/** What a model would be shown of the text, and what was dropped on the way. */
export const showBrief = ({ title = "", body = "", comment }: BriefTexts) => {
  const at = "2026-01-01T00:00:00Z";
  const brief: Brief = {
    repository: { id: 1, owner: "owner", name: "name", defaultBranch: "main", isPrivate: false },
    issue: { id: 1, number: 1, title, body, author, labels: [] },
    comments: comment === undefined ? [] : [{ id: 1, author, body: comment, createdAt: at, updatedAt: at }],
    labelEvent: { id: 1, actor: author, at },
    baseSha: "",
    hash: "",
  };
  const normalised = normaliseBrief(brief);
  return { dropped: normalised.dropped, shown: renderBrief(normalised.brief) };
};

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of a prompt's field, of one line or of many, and how much of it was cut. */
export const readField = (value: JsonValue | undefined): { text: string; cut: number } => {
  if (!isObject(value)) return { text: "", cut: 0 };
  const text = Array.isArray(value.lines) ? value.lines.join("\n") : String(value.text ?? "");
  return { text, cut: Number(value.cut ?? 0) };
};
