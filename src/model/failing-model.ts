/** A model that only says why there is none, so that the reason reaches the pull request like any other outage. */
import { noUsage } from "../domain/budget.ts";
import type { FailureError } from "../domain/failure.ts";
import { failure } from "../domain/result.ts";
import type { Model } from "./model.ts";

const contextTokens = 128_000;

export const createFailingModel = ({ failure: reason, message }: FailureError): Model => ({
  complete: async () =>
    failure({
      failure: { kind: "denied", neighbour: "model", status: 401, message, hint: "hint" in reason ? reason.hint : "" },
      usage: noUsage,
    }),
  contextTokens: () => contextTokens,
});
