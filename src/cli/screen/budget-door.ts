/** The door `budget`: may this start, resume, call or outcome still be paid for, under these limits and after what was spent? */
import { z } from "zod";
import { applyPolicy } from "../../config/apply-policy.ts";
import { decodeOperatorPolicy } from "../../config/operator-policy.ts";
import { type Settings, settingsSchema } from "../../domain/settings.ts";
import { baseTree } from "../../flow/hash-tree.ts";
import { firstPosition, transition } from "../../flow/machine.ts";
import { leftUsd, openLedger, reserveUsd, settleUsage } from "../../model/ledger.ts";
import { costOf, priceOf } from "../../model/prices.ts";
import { reserve } from "../../supervise/reserve.ts";
import {
  createTally,
  describeActorCeiling,
  describeActorRate,
  describeDayCeiling,
  type SpentRun,
} from "../../supervise/spending.ts";
import { createDoor, refused, type Screened } from "./door.ts";

const usd = z.number().nonnegative().max(1e6);
const count = z.number().int().nonnegative().max(1e9);

const requestSchema = z.strictObject({
  /** `limits` of the repository's configuration. */
  limits: z.record(z.string(), z.unknown()).default({}),
  /** The operator's variables. */
  operator: z.record(z.string(), z.string()).default({}),
  now: z.iso.datetime().default("2026-01-01T12:00:00Z"),
  runs: z
    .array(
      z.strictObject({
        actorId: z.number().int().nullable().default(null),
        askedAt: z.iso.datetime().nullable().default(null),
        usd: usd.default(0),
      }),
    )
    .max(1_000)
    .default([]),
  openRuns: count.default(0),
  openPulls: count.default(0),
  /** A run that starts or goes on. */
  start: z
    .strictObject({ actorId: z.number().int().nullable(), spentUsd: usd.default(0), isAnew: z.boolean().default(true) })
    .optional(),
  /** Model calls of one claim; `usage` null: the endpoint named none. */
  calls: z
    .array(
      z.strictObject({
        model: z.string().max(100),
        inputTokens: count,
        maxOutputTokens: count,
        usage: z.strictObject({ inputTokens: count, outputTokens: count }).nullable(),
      }),
    )
    .max(100)
    .default([]),
  /** Outcomes of the stage `implement` and of checks of it. */
  outcomes: z
    .array(
      z.strictObject({
        fingerprint: z.string().max(64).nullable().default(null),
        tree: z.string().max(64).nullable().default(null),
      }),
    )
    .max(60)
    .default([]),
});

type Request = z.infer<typeof requestSchema>;

const stopped = (reason: string): Screened => ({ verdict: "stopped", reason, text: "" });
const limited = (reason: string): Screened => ({ verdict: "rate_limited", reason, text: "" });

const judgeStart = ({ start, runs, now, openRuns, openPulls }: Request, settings: Settings): Screened | null => {
  if (start === undefined) return null;
  const { actorId, spentUsd, isAnew } = start;
  const tally = createTally(runs satisfies SpentRun[], new Date(now));
  const claimUsd = reserve(settings, spentUsd);
  if (claimUsd <= 0) return stopped(`the budget of the issue, ${settings.limits.usdPerIssue} USD, is used up`);
  const money =
    describeDayCeiling(tally, claimUsd, settings) ?? describeActorCeiling(tally, actorId, claimUsd, settings);
  if (money !== null) return stopped(money);
  if (isAnew && spentUsd === 0 && openRuns >= settings.limits.openRuns)
    return limited(`${openRuns} runs are open and the limit is ${settings.limits.openRuns}`);
  if (isAnew && spentUsd === 0 && openPulls >= settings.limits.openPulls)
    return limited(`${openPulls} pull requests are open and the limit is ${settings.limits.openPulls}`);
  const rate = isAnew && actorId !== null ? describeActorRate(tally, actorId, settings) : null;
  return rate === null ? null : limited(rate);
};

const judgeCalls = ({ calls }: Request, settings: Settings): Screened | null => {
  let ledger = openLedger(reserve(settings, 0));
  for (const [index, { model, inputTokens, maxOutputTokens, usage }] of calls.entries()) {
    const price = priceOf(model, {});
    const worst = costOf(price, inputTokens, maxOutputTokens);
    const held = reserveUsd(ledger, worst);
    if (!held.ok)
      return stopped(
        `call ${index + 1} could cost ${worst.toFixed(4)} USD, and ${leftUsd(ledger).toFixed(4)} of the claim is left`,
      );
    const used = usage ?? { inputTokens, outputTokens: maxOutputTokens };
    const spent = { calls: 1, ...used, usd: costOf(price, used.inputTokens, used.outputTokens) };
    ledger = settleUsage(held.value, worst, spent);
  }
  return null;
};

const judgeOutcomes = ({ outcomes }: Request, { limits }: Settings): Screened | null => {
  let position = { ...firstPosition, stage: "implement" as const };
  const [fingerprints, trees] = [new Set<string>(), new Set([baseTree])];
  for (const { fingerprint, tree } of outcomes) {
    const isFailure = fingerprint !== null;
    const step = transition(
      { ...position, stage: "implement" },
      {
        stage: "implement",
        status: isFailure ? "failed" : "passed",
        committed: tree !== null,
        judged: false,
        kind: "refactor",
        repeated: isFailure && fingerprints.has(fingerprint),
        circled: tree !== null && trees.has(tree),
      },
      limits.repairs,
    );
    if (step.next === "person") return stopped(step.why);
    position = { ...step.position, stage: "implement" };
    if (isFailure) fingerprints.add(fingerprint);
    if (tree !== null) trees.add(tree);
  }
  return null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const budgetDoor = createDoor({
  name: "budget",
  summary: "limits, what was spent, and what is asked for, as JSON: start, calls, outcomes",
  help: {},
  options: z.strictObject({}),
  screen: (text): Screened => {
    const request = requestSchema.safeParse(parse(text));
    if (!request.success)
      return refused(`not a request: ${request.error.issues.map(({ path }) => path.join(".") || "JSON").join(", ")}`);
    const settings = settingsSchema.safeParse({ limits: request.data.limits });
    if (!settings.success) return refused(`limits: ${settings.error.issues.map(({ message }) => message).join("; ")}`);
    const operator = decodeOperatorPolicy(request.data.operator);
    if (!operator.ok)
      return refused(operator.error.kind === "usage" ? operator.error.message : "the operator's limits");
    const applied = applyPolicy(settings.data, operator.value);
    if (!applied.ok) return refused(applied.error.map(({ message }) => message).join("; "));
    const { limits } = applied.value;
    const judged =
      judgeStart(request.data, applied.value) ??
      judgeCalls(request.data, applied.value) ??
      judgeOutcomes(request.data, applied.value);
    if (judged !== null) return { ...judged, details: { limits } };
    const lowered = Object.entries(settings.data.limits).flatMap(([name, value]) =>
      limits[name as keyof typeof limits] < value ? [name] : [],
    );
    return lowered.length > 0
      ? {
          verdict: "clamped",
          reason: `the operator allows less: ${lowered.join(", ")}`,
          text: JSON.stringify(limits),
          details: { limits },
        }
      : { verdict: "accepted", reason: "within every ceiling", text: JSON.stringify(limits), details: { limits } };
  },
});
