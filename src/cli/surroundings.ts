/** The environment as typed settings, each missing piece with the name of its variable. */
import { FailureError } from "../domain/failure.ts";
import type { Host } from "./host.ts";

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

export type GithubAccess = { token: string; apiUrl: string; owner: string; repo: string };

export const readGithubAccess = ({ env }: Host): GithubAccess => {
  const token = env.GITHUB_TOKEN;
  const repository = env.GITHUB_REPOSITORY;
  if (!token)
    throw usage(
      "GITHUB_TOKEN is not set",
      "In Actions pass `github-token`; elsewhere export a token that may read the repository.",
    );
  if (!repository) throw usage("GITHUB_REPOSITORY is not set", "Set it to owner/name of the repository to work on.");
  const [owner, repo, ...rest] = repository.split("/");
  if (!owner || !repo || rest.length > 0)
    throw usage(`GITHUB_REPOSITORY is "${repository}"`, "It must have the form owner/name.");
  return { token, owner, repo, apiUrl: env.GITHUB_API_URL || "https://api.github.com" };
};

export type ModelAccess = {
  apiKey: string;
  baseURL: string;
  models: { strong: string; fast: string };
  timeoutMs: number;
};

/** A local endpoint may need no key; the default one does. */
export const readModelAccess = ({ env }: Host): ModelAccess => {
  const baseURL = env.OPENAI_BASE_URL || "https://api.openai.com/v1";
  const apiKey = env.OPENAI_API_KEY ?? "";
  if (!apiKey && !env.OPENAI_BASE_URL)
    throw usage("OPENAI_API_KEY is not set", "Set it, or point OPENAI_BASE_URL at an endpoint that needs no key.");
  return {
    apiKey,
    baseURL,
    timeoutMs: 1_000 * (Number(env.DRAFTSMITH_MODEL_TIMEOUT_SECONDS) || 300),
    models: {
      strong: env.DRAFTSMITH_MODEL_STRONG || "gpt-5.2",
      fast: env.DRAFTSMITH_MODEL_FAST || "gpt-5.4-mini",
    },
  };
};

/** Every live secret of this process, for the outgoing door. */
export const readSecrets = ({ env }: Host): string[] =>
  ["GITHUB_TOKEN", "OPENAI_API_KEY", "VERCEL_TOKEN", "FLY_API_TOKEN"].flatMap((name) => env[name] ?? []);

export const isActions = ({ env }: Host): boolean => env.GITHUB_ACTIONS === "true";

export const isRedMode = ({ env }: Host): boolean =>
  ["1", "true", "on"].includes((env.DRAFTSMITH_RED_MODE ?? "").toLowerCase());
