/** What one claim may spend; pure. */
import type { Settings } from "../domain/settings.ts";

/**
 * In USD: half of the issue's budget, so that a lost claim leaves room for another, or what is left of it; never more
 * than a whole day may cost.
 */
export const reserve = ({ limits }: Settings, spentUsd: number): number =>
  Math.max(0, Math.min(limits.usdPerIssue / 2, limits.usdPerIssue - spentUsd, limits.usdPerDay, limits.usdPerActorDay));
