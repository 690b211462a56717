/** Turns what octokit throws into a `Failure` that says what to do; built from status and message, never from headers or bodies. */
import { RequestError } from "@octokit/request-error";
import { type Failure, FailureError } from "../domain/failure.ts";

const hints: Record<number, string> = {
  401: "Check GITHUB_TOKEN: it is missing, expired or revoked.",
  403: "Give the token the permissions of the table in docs/setup.md, or wait when a rate limit was named.",
  404: "Check GITHUB_REPOSITORY, and that the token may see the repository; GitHub answers 404 for what a token cannot see.",
  410: "Issues are disabled for this repository; enable them in its settings.",
};

const pathOf = (url: string): string => {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
};

/** The status of a failed request, or null when `error` is not one. A cut connection counts as 500. */
export const statusOf = (error: unknown): number | null => (error instanceof RequestError ? error.status : null);

/** True when the request may have had its effect although no answer came. */
export const isAmbiguous = (error: unknown): boolean => {
  const status = statusOf(error);
  return status !== null && status >= 500;
};

const retryAfterOf = (error: RequestError): number | null => {
  const value = Number(error.response?.headers["retry-after"]);
  return Number.isFinite(value) ? value : null;
};

/** A failed request as a `Failure`; anything else is a bug and is thrown on. */
export const explainError = (error: unknown): Failure => {
  if (error instanceof FailureError) return error.failure;
  if (!(error instanceof RequestError)) throw error;
  const what = `${error.request.method} ${pathOf(error.request.url)}`;
  const isLimit = error.status === 429 || (error.status === 403 && /rate limit/i.test(error.message));
  if (error.status >= 500 || isLimit) {
    return {
      kind: "unavailable",
      neighbour: "github",
      message: `GitHub did not answer ${what}: ${isLimit ? "rate limit" : error.message.slice(0, 200)} (${error.status})`,
      hint: "Nothing is lost: the next pass goes on from GitHub's state.",
      retryAfterSeconds: retryAfterOf(error),
    };
  }
  return {
    kind: "denied",
    neighbour: "github",
    status: error.status,
    message: `GitHub refused ${what}: ${error.message.slice(0, 300)} (${error.status})`,
    hint: hints[error.status] ?? "The message above is GitHub's own.",
  };
};

/** Runs `request` and throws a `FailureError` in place of octokit's error. */
export const explained = async <T>(request: Promise<T>): Promise<T> => {
  try {
    return await request;
  } catch (error) {
    throw new FailureError(explainError(error));
  }
};

/** Like `explained`, with null in place of 404. */
export const orNull = async <T>(request: Promise<T>): Promise<T | null> => {
  try {
    return await request;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw new FailureError(explainError(error));
  }
};
