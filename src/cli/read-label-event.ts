/** The setting of the ready label that an Actions event reports, with the issue's text as it was at that moment. */
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { decodeAccount } from "../github/decode.ts";
import type { LabelledBy } from "../supervise/intake.ts";
import type { Host } from "./host.ts";

/** Above what GitHub sends. */
const maxBytes = 25 * 1024 * 1024;

const eventShape = z.object({
  action: z.literal("labeled"),
  label: z.object({ name: z.string() }),
  issue: z.object({
    number: z.number().int().positive(),
    title: z.string(),
    body: z.string().nullish(),
    updated_at: z.string(),
  }),
  repository: z.object({ full_name: z.string() }),
  sender: z.unknown().transform(decodeAccount),
});

/** The event of an issue in a payload of GitHub; null for any other label and for what is no such event. */
export const decodeLabelEvent = (payload: unknown, readyLabel: string, repository: string): LabelledBy | null => {
  const event = eventShape.safeParse(payload).data;
  if (event === undefined || event.label.name !== readyLabel) return null;
  if (event.repository.full_name.toLowerCase() !== repository.toLowerCase()) return null;
  const { number, title, body, updated_at: updatedAt } = event.issue;
  return { issue: number, title, body: body ?? "", sender: event.sender, updatedAt };
};

/** Null when the command was started by anything else, and for an event that cannot be read or is of another repository. */
export const readLabelEvent = ({ env }: Host, readyLabel: string): LabelledBy | null => {
  const path = env.GITHUB_EVENT_PATH;
  if (env.GITHUB_EVENT_NAME !== "issues" || !path) return null;
  try {
    if (statSync(path).size > maxBytes) return null;
    return decodeLabelEvent(JSON.parse(readFileSync(path, "utf8")), readyLabel, env.GITHUB_REPOSITORY ?? "");
  } catch {
    return null;
  }
};
