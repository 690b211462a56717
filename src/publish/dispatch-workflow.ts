/** Starts the workflow that the configuration and the operator name on a branch of the bot, once per commit. */
import type { Write } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import { branchRoot } from "../flow/branch-name.ts";
import { judgeDispatch } from "../github/ci/judge-dispatch.ts";
import { explainError, statusOf } from "../github/explain-error.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext } from "./publish-context.ts";

type Dispatch = Extract<Write, { kind: "dispatch-workflow" }>;

const refuse = (message: string, hint: string) => new FailureError({ kind: "refused", by: "dispatch", message, hint });

const hints: Record<number, string> = {
  403: "Starting a workflow needs actions: write: give it to the job claim of agent_run.yml, and to the job that calls it.",
  404: "The workflow must stand on the default branch too, and the token needs actions: write.",
  422: "GitHub starts a workflow by hand only when it has the trigger workflow_dispatch on the default branch and needs no inputs.",
};

const explain = (error: unknown, file: string): FailureError => {
  const failure = explainError(error);
  const hint = hints[statusOf(error) ?? 0];
  return new FailureError(
    failure.kind === "denied" && hint
      ? { ...failure, message: `${file} was not started: ${failure.message}`, hint }
      : failure,
  );
};

/** Looks at the file as the branch has it, since that is what GitHub runs. Throws `FailureError` when it must not or cannot be started. */
export const dispatchWorkflow = async (
  context: PublishContext,
  { file, ref }: Dispatch,
  frozenBy: (number | null)[],
): Promise<void> => {
  const { reader, writer, settings } = context;
  const notAsked = "Nothing was started. checks.ci.dispatch and DRAFTSMITH_DISPATCH_WORKFLOWS name what may be.";
  if (settings.checks.ci.dispatch !== file || !ref.startsWith(branchRoot))
    throw refuse(`Nobody named ${file} on ${ref} as a workflow to be started`, notAsked);
  const head = await reader.headOf(ref);
  if (head === null) throw refuse(`Branch ${ref} is gone`, "Restore it, or close the pull request.");
  const path = `.github/workflows/${file}`;
  const text = await reader.readFile(path, head);
  const faults = text === null ? ["it does not exist there"] : judgeDispatch({ path, text });
  if (faults.length > 0) throw refuse(`${file} is not started on ${ref}: ${faults.join("; ")}`, notAsked);
  if (await reader.isDispatched(file, head)) return;
  await checkFreeze(context, frozenBy);
  await writer.dispatchWorkflow(file, ref).catch((error: unknown) => {
    throw explain(error, file);
  });
};
