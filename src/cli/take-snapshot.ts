/** One look at GitHub for a decision, and how long an open claim counts as work. */
import type { Account } from "../domain/issue.ts";
import type { Settings } from "../domain/settings.ts";
import { observe } from "../supervise/observe.ts";
import type { Snapshot } from "../supervise/snapshot.ts";
import type { Github } from "./compose.ts";
import type { Host } from "./host.ts";
import { readCommentEvent } from "./read-comment-event.ts";
import { readIntake } from "./read-intake.ts";
import { readPolicy } from "./read-policy.ts";
import { isActions, isRedMode, readRepositoryId, readStateSeal } from "./surroundings.ts";

/** Longest life of a job that may still be at work on a claim. */
export const claimMinutes = (host: Host): number => (isActions(host) ? 60 : 0);

export const takeSnapshot = async (
  host: Host,
  github: Github,
  settings: Settings,
  self: Account,
  only: number | null,
): Promise<Snapshot> =>
  observe({
    reader: github.reader,
    client: github.client,
    settings,
    self,
    seal: readStateSeal(host),
    repositoryId: readRepositoryId(host),
    now: host.clock(),
    isRedMode: isRedMode(host),
    trustsOwnRegressions: readPolicy(host).trustsOwnRegressions,
    startedBy: readCommentEvent(host),
    intake: readIntake(host, settings.labels.ready),
    only,
  });
