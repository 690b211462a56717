/** The door `patch`: a diff, or a reply that holds one, on the road that every diff of a role goes. */
import { z } from "zod";
import type { Refusal } from "../../domain/patch.ts";
import { changeKindSchema } from "../../domain/plan.ts";
import { defaultSettings } from "../../domain/settings.ts";
import { stageSchema } from "../../domain/stage.ts";
import { testGlobsOf } from "../../flow/test-globs.ts";
import type { Violation } from "../../guardrails/guardrail.ts";
import { checkGuardrails } from "../../guardrails/guardrails.ts";
import { screenPatch } from "../../outgoing/screen-patch.ts";
import { createSecretScanner } from "../../outgoing/secrets.ts";
import { applyReply } from "../../patch/apply-reply.ts";
import { describeRefusals } from "../../patch/describe-refusal.ts";
import { parsePatch } from "../../patch/parse/parse-patch.ts";
import { createDoor, refused, type Screened } from "./door.ts";
import { shownFiles } from "./shown-files.ts";

/** They keep the stages apart, and say nothing against the patch itself. */
const rulesOfFlow = ["tests-first", "kind-fits"];

const refuse = (refusals: Refusal[]): Screened => refused(describeRefusals(refusals), { refusals });

const judgeViolations = (violations: Violation[], text: string): Screened => {
  const isFlagged = violations.every(({ rule }) => rule === "flagged-paths");
  const reason = violations.map(({ rule, message }) => `${rule}: ${message}`).join("; ");
  return { verdict: isFlagged ? "flagged" : "refused", reason, text: isFlagged ? text : "", details: { violations } };
};

export const patchDoor = createDoor({
  name: "patch",
  summary: "a diff, or a reply that holds one",
  help: {
    files: "paths with their text before; without it, what the diff shows of them",
    stage: "that made it; without it, the rules which stage and plan may write what are left out",
    kind: "of the plan: behaviour (default), refactor, docs or build",
    allow: "globs of the configuration",
    secrets: "live secrets, as a list",
  },
  options: z.strictObject({
    files: z.record(z.string(), z.string()).nullable().default(null),
    stage: stageSchema.nullable().default(null),
    kind: changeKindSchema.nullable().default("behaviour"),
    allow: z.array(z.string()).max(100).default([]),
    secrets: z.array(z.string()).max(20).default([]),
  }),
  screen: (text, { files, stage, kind, allow, secrets }) => {
    const before = files === null ? shownFiles(text) : new Map(Object.entries(files));
    const tree = { read: (path: string) => before.get(path) ?? null, list: () => before.keys() };
    const applied = applyReply(text, tree, { isWhole: true });
    if (!applied.ok) return refuse(applied.error);
    const canonical = parsePatch(applied.value.text);
    if (!canonical.ok) return refuse(canonical.error);
    const screened = screenPatch(canonical.value, createSecretScanner(secrets));
    if (!screened.ok) return refuse(screened.error);
    const settings = { ...defaultSettings(), allow };
    const context = { settings, stage: stage ?? "implement", kind, testGlobs: testGlobsOf(settings) };
    const violations = checkGuardrails(applied.value, context).filter(
      ({ rule }) => stage !== null || !rulesOfFlow.includes(rule),
    );
    if (violations.length > 0) return judgeViolations(violations, applied.value.text);
    return { verdict: "accepted", reason: "it applies, and no guardrail forbids it", text: applied.value.text };
  },
});
