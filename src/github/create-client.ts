/** The HTTP client to GitHub: pacing, retries that honour `Retry-After`, and a count of every request that left. */
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import Bottleneck from "bottleneck/light.js";
import type { Log } from "../domain/log.ts";

export type RequestCount = { read: number; write: number };

export type GithubOptions = {
  token: string;
  /** `GITHUB_API_URL`; `https://api.github.com` on github.com. */
  apiUrl: string;
  owner: string;
  repo: string;
  log: Log;
  fetch?: typeof fetch;
};

export type GithubClient = {
  octokit: Octokit;
  owner: string;
  repo: string;
  count: RequestCount;
  /** For what lies outside the API, such as logs that it redirects to; carries no token. */
  fetch: typeof fetch;
};

const PacedOctokit = Octokit.plugin(throttling, retry);

/** GitHub asks for at most 80 content-making requests a minute; short bursts below that are allowed. */
const writePacing = () =>
  new Bottleneck.Group({
    maxConcurrent: 1,
    reservoir: 60,
    reservoirRefreshAmount: 60,
    reservoirRefreshInterval: 60_000,
  });

const maxLimitRetries = 2;
const maxWaitSeconds = 180;

const countingFetch =
  (count: RequestCount, base: typeof fetch): typeof fetch =>
  (input, init) => {
    const method = init?.method ?? "GET";
    // What is asked by GraphQL is only ever read.
    const isQuery = new URL(input instanceof Request ? input.url : input).pathname.endsWith("/graphql");
    if (method === "GET" || method === "HEAD" || isQuery) count.read += 1;
    else count.write += 1;
    return base(input, init);
  };

export const createClient = (options: GithubOptions): GithubClient => {
  const count: RequestCount = { read: 0, write: 0 };
  const mayRetry =
    (kind: string) => (retryAfter: number, request: { method: string; url: string }, _: unknown, tries: number) => {
      const again = tries < maxLimitRetries && retryAfter <= maxWaitSeconds;
      options.log.warn("github.limited", { kind, method: request.method, url: request.url, retryAfter, again });
      return again;
    };
  const octokit = new PacedOctokit({
    auth: options.token,
    baseUrl: options.apiUrl.replace(/\/$/, ""),
    userAgent: "draftsmith",
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    request: { fetch: countingFetch(count, options.fetch ?? fetch) },
    throttle: {
      write: writePacing(),
      notifications: writePacing(),
      onRateLimit: mayRetry("primary"),
      onSecondaryRateLimit: mayRetry("secondary"),
    },
  });
  return { octokit, owner: options.owner, repo: options.repo, count, fetch: options.fetch ?? fetch };
};
