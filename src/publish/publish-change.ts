/** The diff of an outcome becomes a commit or, where it is flagged and nobody allowed it, a question to writers and no commit. */
import type { Consent } from "../domain/consent.ts";
import type { FailureError } from "../domain/failure.ts";
import type { CommitDraft, Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import { hashPatch, holdForConsent, isAllowed } from "../flow/consent.ts";
import { digestComment, renderHeldCommit } from "../flow/held-comment.ts";
import { renderSafeMarkdown } from "../outgoing/markdown.ts";
import { ensureComment } from "./ensure-comment.ts";
import { type JudgedCommit, judgeCommit, refused } from "./judge-commit.ts";
import { publishCommit } from "./publish-commit.ts";
import type { PublishContext } from "./publish-context.ts";
import { renderConsent } from "./render-consent.ts";

/** Of a comment, all of it counted; GitHub takes 65,536. */
const maxComment = 60_000;

/** What the outcome is after all, with its commit or with where writers are asked. */
export type PublishedChange = { outcome: Outcome; sha: string | null; asked: Consent["comment"] };

/** A yes counts for what was seen, so all of the diff must come through the door as it is. */
const requireAskable = (
  { scanner, reader }: PublishContext,
  { patch }: CommitDraft,
  text: string,
  data: string,
): void => {
  const cannot = (why: string): FailureError => refused("consent", `a person must see this change first, and ${why}`);
  if (scanner.find(patch).length > 0) throw cannot("it cannot be shown: lines beside it look like a secret");
  const length = text.length + data.length;
  if (length > maxComment)
    throw cannot(
      `it takes ${length} characters to be shown, of which a comment holds ${maxComment}: make it by hand, or ask for a smaller one`,
    );
  const repository = { owner: reader.at.owner, name: reader.at.repo };
  const shown = renderSafeMarkdown(text, { scanner, repository, ownIssue: null });
  if (!shown.includes(patch.replace(/\r\n/g, "\n").trimEnd()))
    throw cannot("it cannot be shown as it is: make it by hand");
};

const ask = async (
  context: PublishContext,
  record: RunRecord,
  { stage, flags, commit }: { stage: Outcome["stage"]; flags: JudgedCommit["flags"]; commit: CommitDraft },
): Promise<Consent["comment"]> => {
  const { scanner, settings } = context;
  const markdown = renderConsent({ stage, commit, flags, readyLabel: settings.labels.ready });
  const { subject, body, patch } = commit;
  const trailer = renderHeldCommit({ subject: scanner.redact(subject), body: scanner.redact(body), patch });
  requireAskable(context, commit, markdown, trailer);
  const marker = `flagged-${hashPatch(patch).slice(0, 16)}`;
  const draft = { number: record.pull ?? 0, marker, markdown, trailer };
  const comment = await ensureComment(context, draft, [record.issue]);
  return { id: comment.id, digest: digestComment(comment.body), at: comment.at };
};

/** Throws `FailureError` when the diff may not be published, or when nobody has to be asked about what waits for a yes. */
export const publishChange = async (
  context: PublishContext,
  record: RunRecord,
  outcome: Outcome,
  index: number,
): Promise<PublishedChange> => {
  const { stage } = outcome;
  const commit = outcome.commit ?? outcome.consent?.commit;
  if (!commit) return { outcome, sha: null, asked: null };
  const judged = await judgeCommit(context, record, stage, commit);
  const isFree = judged.flags.length === 0 || isAllowed(record, hashPatch(commit.patch));
  if (!isFree) {
    const asked = await ask(context, record, { stage, flags: judged.flags, commit });
    return { outcome: holdForConsent(outcome, commit, judged.flags), sha: null, asked };
  }
  if (outcome.consent) throw refused("bundle", `${stage} waits for a yes to a change that needs none`);
  return { outcome, sha: await publishCommit(context, record, { stage, index, commit, judged }), asked: null };
};
