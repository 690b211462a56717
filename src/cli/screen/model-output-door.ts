/** The door `model-output`: the reply of a role, read and held against its closed schema. */
import { z } from "zod";
import { type Role, roleSchema } from "../../domain/stage.ts";
import { decodeReply } from "../../roles/decode-reply.ts";
import { describeFaults } from "../../roles/describe-faults.ts";
import { implementer } from "../../roles/implementer.ts";
import { planner } from "../../roles/planner.ts";
import { reviewer } from "../../roles/reviewer.ts";
import type { RoleDefinition } from "../../roles/role-definition.ts";
import { scribe } from "../../roles/scribe.ts";
import { security } from "../../roles/security.ts";
import { testAuthor } from "../../roles/test-author.ts";
import { triage } from "../../roles/triage.ts";
import { createDoor, refused } from "./door.ts";

type Shape = Pick<RoleDefinition<never, unknown>, "diff" | "output" | "defaults">;

const shapes: Record<Role, Shape> = {
  triage,
  planner,
  test_author: testAuthor,
  implementer,
  reviewer,
  security,
  scribe,
};

export const modelOutputDoor = createDoor({
  name: "model-output",
  summary: "the reply of a role",
  help: { role: roleSchema.options.join(", ") },
  options: z.strictObject({ role: roleSchema.default("planner") }),
  screen: (text, { role }) => {
    const { diff, output, defaults = null } = shapes[role];
    const decoded = decodeReply(text, { hasDiff: diff !== "none", defaults });
    if (!decoded.ok) return refused(decoded.error);
    const parsed = output.schema.safeParse(decoded.value);
    if (!parsed.success) return refused(describeFaults(parsed.error));
    const reason = `it is ${output.name === "triage" ? "a" : "the"} ${output.name} of the schema, and nothing else`;
    return { verdict: "accepted", reason, text: JSON.stringify(parsed.data) };
  },
});
