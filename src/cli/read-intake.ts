/** How tasks are taken up here: the operator's choices, and the event that started this pass. */
import type { Intake } from "../supervise/intake.ts";
import type { Host } from "./host.ts";
import { readLabelEvent } from "./read-label-event.ts";
import { readPolicy } from "./read-policy.ts";

export const readIntake = (host: Host, readyLabel: string): Intake => {
  const { trustedApps, hiddenText } = readPolicy(host);
  return { trustedApps, hiddenText, labelledBy: readLabelEvent(host, readyLabel) };
};
