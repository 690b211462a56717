/** Trailers of the bot's commits: they tell which run, stage and outcome a commit belongs to when a body lags behind. */
import type { Allowance } from "../domain/consent.ts";
import { type Stage, stageSchema } from "../domain/stage.ts";

export type Trailers = {
  issue: number;
  run: number;
  stage: Stage | "start";
  /** Sequence of the claim, and index of the outcome in its bundle. */
  sequence: number;
  index: number;
};

export const renderTrailers = (trailers: Trailers): string =>
  [
    `Draftsmith-Run: ${trailers.issue}/${trailers.run}`,
    `Draftsmith-Stage: ${trailers.stage}`,
    `Draftsmith-Step: ${trailers.sequence}.${trailers.index}`,
  ].join("\n");

/** Who said yes to a flagged change, beside the other trailers; a login has no sign that could make it more than a name. */
export const renderAllowance = ({ hash, by }: Allowance): string =>
  `Draftsmith-Consent: ${hash} by ${by.login.replace(/[^\w-]/g, "")}`;

/** The trailers in the last paragraph of a commit message; null when they are not all there. */
export const parseTrailers = (message: string): Trailers | null => {
  const last = message.trimEnd().split("\n\n").at(-1) ?? "";
  const run = /^Draftsmith-Run: (\d+)\/(\d+)$/m.exec(last);
  const stage = /^Draftsmith-Stage: ([a-z]+)$/m.exec(last)?.[1];
  const step = /^Draftsmith-Step: (\d+)\.(\d+)$/m.exec(last);
  if (!run || !step) return null;
  const known = stage === "start" ? "start" : stageSchema.safeParse(stage).data;
  if (!known) return null;
  return {
    issue: Number(run[1]),
    run: Number(run[2]),
    stage: known,
    sequence: Number(step[1]),
    index: Number(step[2]),
  };
};
