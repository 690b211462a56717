/** The environment as typed settings, each missing piece with the name of its variable. */
import { FailureError } from "../domain/failure.ts";
import { createSeal, minKeyLength, noSeal, type StateSeal } from "../flow/state-seal.ts";
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
  if (env.OPENAI_API_KEY_FD)
    throw usage(
      "the descriptor of OPENAI_API_KEY_FD holds no key",
      "Open it on a number from 3 to 255: OPENAI_API_KEY_FD=3 draftsmith work … 3< key.txt",
    );
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

/** Variables that hold secrets. */
export const secretNames: readonly string[] = [
  "GITHUB_TOKEN",
  "OPENAI_API_KEY",
  "VERCEL_TOKEN",
  "FLY_API_TOKEN",
  "DRAFTSMITH_STATE_KEY",
  "DRAFTSMITH_STATE_KEY_PREVIOUS",
];

/** Every live secret of this process, for the outgoing door. */
export const readSecrets = ({ env }: Host): string[] => secretNames.flatMap((name) => env[name] || []);

const readStateKey = ({ env }: Host, name: string): string | null => {
  const key = env[name] || null;
  if (key === null || key.length >= minKeyLength) return key;
  throw usage(
    `${name} has ${key.length} characters, and ${minKeyLength} are the least`,
    "Make one with `openssl rand -hex 32` and keep it as a secret of the repository.",
  );
};

/** What proves that the records on GitHub are the bot's own; without a key only their author and place do. */
export const readStateSeal = (host: Host): StateSeal => {
  const key = readStateKey(host, "DRAFTSMITH_STATE_KEY");
  const previous = readStateKey(host, "DRAFTSMITH_STATE_KEY_PREVIOUS");
  if (key !== null) return createSeal(key, previous);
  if (previous === null) return noSeal;
  throw usage(
    "DRAFTSMITH_STATE_KEY_PREVIOUS is set, and DRAFTSMITH_STATE_KEY is not",
    "Set DRAFTSMITH_STATE_KEY to the new key; the previous one is only still believed beside it.",
  );
};

/** The repository's id where Actions names it. */
export const readRepositoryId = ({ env }: Host): number | null =>
  /^[1-9]\d{0,14}$/.test(env.GITHUB_REPOSITORY_ID ?? "") ? Number(env.GITHUB_REPOSITORY_ID) : null;

export const isActions = ({ env }: Host): boolean => env.GITHUB_ACTIONS === "true";

export const isRedMode = ({ env }: Host): boolean =>
  ["1", "true", "on"].includes((env.DRAFTSMITH_RED_MODE ?? "").toLowerCase());
