/** What may go wrong on purpose, and which request it happens to. */
import picomatch from "picomatch";
import type { OperationId } from "./operations.ts";

/** Every part that is given must fit. Without `nth` the first fitting request is hit; `times` hits that many in a row. */
export type FaultMatch = {
  /** Requests since the plan was set, from 0. */
  index?: number;
  operation?: OperationId;
  method?: string;
  /** Glob over the path without the query: one star per part, two cross slashes. */
  path?: string;
  /** 1 is the first request that fits. */
  nth?: number;
  times?: number;
};

export type AdminCall = { action: string; args: unknown };
type Hook = () => void | Promise<void>;

export type Fault =
  | { kind: "status"; status: number; message?: string; headers?: Record<string, string> }
  | { kind: "secondary-limit"; retryAfterSeconds: number }
  | { kind: "too-many"; retryAfterSeconds: number }
  /** The hour's requests are spent: 403 with nothing remaining. */
  | { kind: "primary-limit" }
  /** The connection ends without an answer, before or after the effect; `run` is called just before that. */
  | { kind: "cut"; effect: boolean; run?: Hook }
  | { kind: "slow"; milliseconds: number }
  /** Answered from the world before the last mutation; only for GET. */
  | { kind: "stale" }
  /** Calls back and goes on. Hooks may use the seed actions. */
  | { kind: "hook"; when: "before" | "after"; run: Hook }
  /** Seed actions just before the request, for plans that come over HTTP. */
  | { kind: "admin"; actions: AdminCall[] };

export type FaultPlan = { at: FaultMatch; fault: Fault }[];

export type FaultRequest = { method: string; path: string; operation: OperationId | null };

export type Faults = {
  /** Replaces the plan; counting starts again. */
  set: (plan: FaultPlan) => void;
  /** The faults that hit the next request, in the order of the plan. */
  next: (request: FaultRequest) => Fault[];
};

const fits = (at: FaultMatch, request: FaultRequest, index: number): boolean =>
  (at.index === undefined || (at.index <= index && index < at.index + (at.times ?? 1))) &&
  (at.operation === undefined || at.operation === request.operation) &&
  (at.method === undefined || at.method === request.method) &&
  (at.path === undefined || picomatch.isMatch(request.path, at.path));

export const createFaults = (initial: FaultPlan = []): Faults => {
  let rules: { at: FaultMatch; fault: Fault; seen: number }[] = [];
  let count = 0;
  const faults: Faults = {
    set: (plan) => {
      rules = plan.map(({ at, fault }) => ({ at, fault, seen: 0 }));
      count = 0;
    },
    next: (request) => {
      const index = count++;
      const hit = rules.filter((rule) => {
        if (!fits(rule.at, request, index)) return false;
        rule.seen += 1;
        const first = rule.at.nth ?? 1;
        return rule.seen >= first && rule.seen < first + (rule.at.times ?? 1);
      });
      return hit.map(({ fault }) => fault);
    },
  };
  faults.set(initial);
  return faults;
};
