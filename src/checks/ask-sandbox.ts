/** Asks for a sandbox; that there is none becomes a reason which evidence can carry. */
import { FailureError } from "../domain/failure.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

export const askSandbox = async (ask: () => Promise<Sandbox>): Promise<Result<Sandbox, string>> => {
  try {
    return success(await ask());
  } catch (error) {
    if (error instanceof FailureError) return failure(error.message);
    throw error;
  }
};
