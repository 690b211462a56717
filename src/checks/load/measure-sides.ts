/** Measures base and head in turn: base, head, head, base, so that a machine that grows slower or faster meets both alike. */
import { FailureError } from "../../domain/failure.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { CheckContext } from "../check.ts";
import type { Command } from "../serve/find-command.ts";
import { type LoadSettings, type Round, type RoundFailure, runRound } from "./run-round.ts";

export type Sides = {
  base: Round[];
  head: Round[];
  /** Why there is no base to compare with, as a sentence; null when there is one. */
  noBase: string | null;
};

/** Why the head could not be measured, and whether the base could not be either. */
export type SidesFailure = RoundFailure & { isOnBase: boolean };

export const measureSides = async (
  context: CheckContext,
  settings: LoadSettings,
  k6: Command | null,
): Promise<Result<Sides, SidesFailure>> => {
  const sides: Sides = { base: [], head: [], noBase: null };
  let isOnBase = false;
  if (k6 !== null && context.changes.some(({ path }) => path === settings.k6)) {
    sides.noBase = `the change touches ${settings.k6}.`;
  }
  for (const side of ["base", "head", "head", "base"] as const) {
    if (side === "base" && sides.noBase !== null) continue;
    const round = await runOn(side, context, settings, k6);
    if (round.ok) sides[side].push(round.value);
    else if (side === "head") return failure({ ...round.error, isOnBase });
    else {
      isOnBase = true;
      sides.noBase = `the base could not be measured. ${round.error.reason}`;
    }
  }
  return success(sides.noBase === null ? sides : { ...sides, base: [] });
};

const runOn = async (
  side: "base" | "head",
  context: CheckContext,
  settings: LoadSettings,
  k6: Command | null,
): Promise<Result<Round, RoundFailure>> => {
  if (side === "head") return runRound(await context.sandbox(), settings, context.env, k6);
  try {
    return await runRound(await context.baseSandbox(), settings, context.env, k6);
  } catch (error) {
    // A base that cannot be installed is no fault of the head.
    if (error instanceof FailureError) return failure({ reason: error.message, output: "" });
    throw error;
  }
};
