/** One pass of the supervisor over the small GitHub of a case: observed, decided and, where it comes to that, claimed. */
import { openConfiguration } from "../../config/configuration.ts";
import { decodeOperatorPolicy } from "../../config/operator-policy.ts";
import { FailureError } from "../../domain/failure.ts";
import { noSeal } from "../../flow/state-seal.ts";
import { actionsBot } from "../../github/read-client.ts";
import { blobId } from "../../patch/blob-id.ts";
import { claim } from "../../supervise/claim.ts";
import type { ClaimPlan } from "../../supervise/claim-plan.ts";
import { type Action, decide } from "../../supervise/decide.ts";
import type { Intake } from "../../supervise/intake.ts";
import { observe } from "../../supervise/observe.ts";
import type { Snapshot } from "../../supervise/snapshot.ts";
import { decodeLabelEvent } from "../read-label-event.ts";
import { openSmallGithub, owner, repo, repositoryId, type SmallGithub, type SmallRun } from "./small-github.ts";

export type PassOptions = {
  /** A webhook's `labeled` event; parts of it that every event has may be left out. */
  payload: Record<string, unknown> | null;
  now: Date;
  operator: Record<string, string>;
  /** Configurations of before, which are found by their blob. */
  earlier: (string | null)[];
};

export type Pass = { action: Action | null; plan: ClaimPlan | null; failure: string | null; snapshot: Snapshot | null };

const self = { ...actionsBot };

const blobOf = (text: string): string => blobId(Buffer.from(text));

const payloadOf = (payload: Record<string, unknown>, readyLabel: string): Record<string, unknown> => ({
  action: "labeled",
  label: { name: readyLabel },
  repository: { full_name: `${owner}/${repo}` },
  ...payload,
  issue: { number: 1, title: "Greet politely", body: "Please.", updated_at: "", ...(payload.issue as object) },
});

/** Throws a `FailureError` for operator's variables or a configuration that are wrong. */
const openPass = (world: SmallGithub, run: SmallRun | null, { payload, operator, earlier }: PassOptions) => {
  const policy = decodeOperatorPolicy(operator);
  if (!policy.ok) throw new FailureError(policy.error);
  const texts = [world.config, ...earlier].filter((text) => text !== null);
  const configuration = openConfiguration({
    file: world.config === null ? null : { text: world.config, blob: blobOf(world.config) },
    policy: policy.value,
    readBlob: async (id) => texts.find((text) => blobOf(text) === id) ?? null,
  });
  const readyLabel = configuration.settings.labels.ready;
  const labelledBy =
    payload === null ? null : decodeLabelEvent(payloadOf(payload, readyLabel), readyLabel, `${owner}/${repo}`);
  const { trustedApps, hiddenText } = policy.value;
  const intake: Intake = { trustedApps, hiddenText, labelledBy };
  return { ...openSmallGithub(world, run, readyLabel), configuration, intake, settings: configuration.settings };
};

const isOfIssue = (action: Action): boolean => action.issue === 1 || ("pull" in action && action.pull !== null);

/** A refusal of GitHub or of a rule is an answer like any other. */
export const passOver = async (
  world: SmallGithub,
  run: SmallRun | null,
  options: PassOptions & { claims: boolean },
): Promise<Pass> => {
  const pass: Pass = { action: null, plan: null, failure: null, snapshot: null };
  try {
    const { client, reader, settings, configuration, intake } = openPass(world, run, options);
    const { now } = options;
    const source = { reader, client, settings, self, seal: noSeal, intake, now };
    pass.snapshot = await observe({ ...source, repositoryId, isRedMode: false, only: null });
    pass.action = decide(pass.snapshot, settings, { now, claimMinutes: 0 }).find(isOfIssue) ?? null;
    if (options.claims && (pass.action?.kind === "start" || pass.action?.kind === "resume"))
      pass.plan = await claim(pass.action, { ...source, configuration, snapshot: pass.snapshot });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    pass.failure = error.message;
  }
  return pass;
};
