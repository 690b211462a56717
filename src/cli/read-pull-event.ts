/** What an Actions event says about the change at hand: its labels, and the branch it is held against. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Host } from "./host.ts";

const eventShape = z.object({
  pull_request: z
    .object({
      labels: z.array(z.object({ name: z.string().max(200) })).max(100),
      base: z.object({ ref: z.string().max(250) }),
    })
    .optional(),
  repository: z.object({ default_branch: z.string().max(250) }).optional(),
});

export type PullEvent = {
  labels: string[];
  /** The pull request's base, else the default branch; null when the event names none. */
  baseBranch: string | null;
};

/** Nothing is known outside Actions, or of an event that cannot be read. */
export const readPullEvent = ({ env }: Host): PullEvent => {
  try {
    const event = eventShape.parse(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? "", "utf8")));
    return {
      labels: event.pull_request?.labels.map(({ name }) => name) ?? [],
      baseBranch: event.pull_request?.base.ref ?? event.repository?.default_branch ?? null,
    };
  } catch {
    return { labels: [], baseBranch: null };
  }
};
