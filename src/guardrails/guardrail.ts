/** What guardrails and flags are: pure rules that say why a change may not leave the workspace, or not without a person. */
import type { FileChange } from "../domain/patch.ts";
import type { ChangeKind } from "../domain/plan.ts";
import type { Settings } from "../domain/settings.ts";
import type { Stage } from "../domain/stage.ts";

/** `text` is the canonical patch of `changes`, as `renderPatch` prints it. */
export type Change = { changes: FileChange[]; text: string };

/** `kind` is null before there is a plan. `testGlobs` are those of all projects, relative to the repository root. */
export type GuardrailContext = { settings: Settings; stage: Stage; kind: ChangeKind | null; testGlobs: string[] };

/** `path` is null when the change as a whole is at fault; `message` says what, where, and what to do. */
export type Violation = { rule: string; path: string | null; message: string };

export type Guardrail = (change: Change, context: GuardrailContext) => Violation[];

/** What guardrails let through, but a writer must say yes to before it is published; `message` is one sentence for a maintainer. */
export type Flag = { rule: string; path: string; message: string };

export type FlagRule = (change: Change, context: GuardrailContext) => Flag[];
