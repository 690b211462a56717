/** The door `patch`: a diff, or a reply that holds one, on the road that every diff of a role goes. */
import { z } from "zod";
import { changeKindSchema } from "../../domain/plan.ts";
import { stageSchema } from "../../domain/stage.ts";
import { describeRefusals } from "../../patch/describe-refusal.ts";
import { judgeText } from "../judge-text.ts";
import { createDoor, refused as refuse } from "./door.ts";

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
  screen: (text, { files, ...policy }) => {
    const { applied, refused, flagged } = judgeText(text, files, policy);
    if (applied === null || refused.length > 0) return refuse(describeRefusals(refused), { refusals: refused });
    const reason = flagged.map(({ rule, message }) => `${rule}: ${message}`).join("; ");
    return flagged.length > 0
      ? { verdict: "flagged", reason, text: applied.text, details: { flagged } }
      : { verdict: "accepted", reason: "it applies, and no guardrail forbids it", text: applied.text };
  },
});
