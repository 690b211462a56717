/** The one road of every diff: reply → patch → located and applied in memory → guardrails and flags; a complaint goes back to the model once. */
import { failure, type Result, success } from "../domain/result.ts";
import { testGlobsOf } from "../flow/test-globs.ts";
import { type Flag, findFlags } from "../guardrails/flags.ts";
import type { Change } from "../guardrails/guardrail.ts";
import { checkGuardrails } from "../guardrails/guardrails.ts";
import { screenPatch } from "../outgoing/screen-patch.ts";
import { applyCanonical } from "../patch/apply-canonical.ts";
import { applyReply } from "../patch/apply-reply.ts";
import { parsePatch } from "../patch/parse/parse-patch.ts";
import { renderRepairPrompt } from "../patch/render-repair-prompt.ts";
import type { RoleDefinition } from "../roles/role-definition.ts";
import { type RoleResult, runRole } from "../roles/run-role.ts";
import type { StageContext } from "./stage-context.ts";
import { createTools } from "./tools/create-tools.ts";

/** `flags` say why a writer must see it first; usually there are none. */
export type Proposal = Change & { flags: Flag[] };

const judgeChange = (context: StageContext, { changes, text }: Change): Result<Proposal, string> => {
  const patch = parsePatch(text);
  if (!patch.ok) return failure(renderRepairPrompt(patch.error));
  const screened = screenPatch(patch.value, context.scanner);
  if (!screened.ok) return failure(renderRepairPrompt(screened.error));
  const guarded = {
    settings: context.item.settings,
    stage: context.stage,
    kind: context.kind,
    testGlobs: testGlobsOf(context.item.settings),
  };
  const violations = checkGuardrails({ changes, text }, guarded);
  if (violations.length === 0) return success({ changes, text, flags: findFlags({ changes, text }, guarded) });
  return failure(["The diff applies but may not be made:", ...violations.map((one) => `- ${one.message}`)].join("\n"));
};

/** A diff as it would be committed, or the complaint that names file, hunk and line. */
export const validateDiff = (context: StageContext, diff: string): Result<Proposal, string> => {
  const { read, list, faultOf } = context.workspace;
  // The diff is a field of a reply that was read to its end.
  const applied = applyReply(diff, { read, list, faultOf }, { isWhole: true });
  return applied.ok ? judgeChange(context, applied.value) : failure(renderRepairPrompt(applied.error));
};

/** The same for a canonical patch that came back from a person: it applies exactly, or not at all. */
export const validatePatch = (context: StageContext, text: string): Result<Proposal, string> => {
  const applied = applyCanonical(text, context.workspace.read);
  if (!applied.ok) return failure(renderRepairPrompt(applied.error));
  return judgeChange(context, { changes: applied.value.changes, text });
};

/** Runs a role in this stage with the read-only tools over the workspace. */
export const askRole = <Input, Output, Value>(
  context: StageContext,
  definition: RoleDefinition<Input, Output>,
  input: Input,
  validate: (output: Output) => Result<Value, string>,
): Promise<RoleResult<Output, Value>> =>
  runRole(definition, {
    input,
    validate,
    context: {
      model: context.model,
      prompts: context.prompts,
      brief: context.item.brief,
      stage: context.stage,
      attempt: context.attempt,
      tiers: context.item.settings.models.roles,
      tools: createTools(context.workspace, context.atlas),
      log: context.log,
    },
  });
