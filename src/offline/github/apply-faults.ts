/** Lets the faults of one request happen around its effect. */
import { setTimeout as sleep } from "node:timers/promises";
import type { AdminCall, Fault } from "./faults.ts";
import { Refusal } from "./refusal.ts";
import type { Reply } from "./respond.ts";

type Kind = Fault["kind"];
const ofKind = <K extends Kind>(faults: Fault[], kind: K) =>
  faults.filter((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind);

const toReply = ({ status, headers, body }: Refusal): Reply => ({ status, headers, body });

const secondaryLimit = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

/** The answer that a fault gives in place of the effect. */
const refuse = (fault: Fault, reset: number): Reply | null => {
  switch (fault.kind) {
    case "status":
      return toReply(new Refusal(fault.status, fault.message ?? "Server Error", {}, fault.headers));
    case "secondary-limit":
      return toReply(new Refusal(403, secondaryLimit, {}, { "retry-after": String(fault.retryAfterSeconds) }));
    case "too-many":
      return toReply(new Refusal(429, "Too many requests", {}, { "retry-after": String(fault.retryAfterSeconds) }));
    case "primary-limit": {
      const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) };
      return toReply(new Refusal(403, "API rate limit exceeded for this token.", {}, headers));
    }
    default:
      return null;
  }
};

type Effect = {
  serve: (isStale: boolean) => Promise<Reply>;
  runAdmin: (call: AdminCall) => Promise<unknown>;
  /** Unix time at which the rate limit starts again. */
  reset: number;
};

/** The reply, or "cut" when the connection must end without one. */
export const applyFaults = async (faults: Fault[], effect: Effect): Promise<Reply | "cut"> => {
  for (const { milliseconds } of ofKind(faults, "slow")) await sleep(milliseconds);
  for (const { actions } of ofKind(faults, "admin")) for (const action of actions) await effect.runAdmin(action);
  for (const { run } of ofKind(faults, "hook").filter(({ when }) => when === "before")) await run();
  for (const { run } of ofKind(faults, "cut").filter((cut) => !cut.effect)) {
    await run?.();
    return "cut";
  }
  const refusal = faults.map((fault) => refuse(fault, effect.reset)).find((reply) => reply !== null);
  const reply = refusal ?? (await effect.serve(ofKind(faults, "stale").length > 0));
  for (const { run } of ofKind(faults, "hook").filter(({ when }) => when === "after")) await run();
  for (const { run } of ofKind(faults, "cut")) {
    await run?.();
    return "cut";
  }
  return reply;
};
