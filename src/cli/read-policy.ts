/** What the operator allows, from the environment. */
import { decodeOperatorPolicy, type OperatorPolicy } from "../config/operator-policy.ts";
import { FailureError } from "../domain/failure.ts";
import type { Host } from "./host.ts";

export const readPolicy = ({ env }: Host): OperatorPolicy => {
  const policy = decodeOperatorPolicy(env);
  if (!policy.ok) throw new FailureError(policy.error);
  return policy.value;
};
