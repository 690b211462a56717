/** Whether a preview answers: only one that is deployed, and whose URL the rules and the list of hosts allow, is opened. */
import type { OutsideAnswer } from "../fetch-outside.ts";
import type { Preview } from "./list-previews.ts";

export type CheckedPreview = Preview & { health: string };

/** Broad steps: a comment that showed milliseconds would change on every pass. */
const describeTime = (milliseconds: number): string => {
  if (milliseconds < 1_000) return "in less than 1 s";
  return milliseconds < 5_000 ? "in 1 to 5 s" : "in more than 5 s";
};

export const describeAnswer = (answer: OutsideAnswer): string => {
  switch (answer.kind) {
    case "refused":
      return `not opened: ${answer.reason}`;
    case "failed":
      return `unhealthy: ${answer.reason}`;
    case "answered":
      return `${answer.status < 400 ? "healthy" : "unhealthy"}: status ${answer.status} ${describeTime(answer.milliseconds)}`;
  }
};

export const checkPreview = async (
  preview: Preview,
  open: (url: string) => Promise<OutsideAnswer>,
): Promise<CheckedPreview> => {
  if (!["success", "configured"].includes(preview.state)) return { ...preview, health: "not deployed" };
  if (preview.url === null) return { ...preview, health: "no URL was reported" };
  return { ...preview, health: describeAnswer(await open(preview.url)) };
};
