/** The one road of every diff: reply → patch → located and applied in memory → guardrails; a complaint goes back to the model once. */
import type { FileChange } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { testGlobsOf } from "../flow/test-globs.ts";
import { checkGuardrails } from "../guardrails/guardrails.ts";
import { screenPatch } from "../outgoing/screen-patch.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { applyReply } from "../patch/apply-reply.ts";
import { parsePatch } from "../patch/parse/parse-patch.ts";
import { renderRepairPrompt } from "../patch/render-repair-prompt.ts";
import type { RoleDefinition } from "../roles/role-definition.ts";
import { type RoleResult, runRole } from "../roles/run-role.ts";
import type { StageContext } from "./stage-context.ts";
import { createTools } from "./tools/create-tools.ts";

/** Work knows no live secret; what only looks like one is refused here, where the model can still mend it. */
const secretFormats = createSecretScanner([]);

export type Proposal = { changes: FileChange[]; text: string };

/** A diff as it would be committed, or the complaint that names file, hunk and line. */
export const validateDiff = (context: StageContext, diff: string): Result<Proposal, string> => {
  const { read, list, faultOf } = context.workspace;
  // The diff is a field of a reply that was read to its end.
  const applied = applyReply(diff, { read, list, faultOf }, { isWhole: true });
  if (!applied.ok) return failure(renderRepairPrompt(applied.error));
  const { changes, text } = applied.value;
  const patch = parsePatch(text);
  if (!patch.ok) return failure(renderRepairPrompt(patch.error));
  const screened = screenPatch(patch.value, secretFormats);
  if (!screened.ok) return failure(renderRepairPrompt(screened.error));
  const violations = checkGuardrails(
    { changes, text },
    {
      settings: context.item.settings,
      stage: context.stage,
      kind: context.kind,
      testGlobs: testGlobsOf(context.item.settings),
    },
  );
  if (violations.length === 0) return success({ changes, text });
  return failure(["The diff applies but may not be made:", ...violations.map((one) => `- ${one.message}`)].join("\n"));
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
