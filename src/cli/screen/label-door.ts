/** The door `label`: does the ready label of an issue, as GitHub's API shows it, start a run? */
import { z } from "zod";
import { createDoor, refused } from "./door.ts";
import { passOver } from "./pass-over.ts";
import { readCase } from "./read-case.ts";
import { smallGithubSchema } from "./small-github.ts";

export const labelDoor = createDoor({
  name: "label",
  summary:
    "who set the ready label: JSON {events, permissions, issue, public} as GitHub's API gives them; a right may be a word or an HTTP status",
  help: {
    payload: "the webhook's event that started the pass, {sender, label, issue}",
    now: "time of the pass (default 2026-06-01T00:00:00Z)",
    operator: 'variables that the operator set, such as {"DRAFTSMITH_TRUSTED_APPS": "4711"}',
  },
  options: z.strictObject({
    payload: z.record(z.string(), z.unknown()).nullable().default(null),
    now: z.iso.datetime().default("2026-06-01T00:00:00Z"),
    operator: z.record(z.string(), z.string()).default({}),
  }),
  screen: async (text, { payload, now, operator }) => {
    const world = readCase(text, smallGithubSchema);
    if (!world.ok) return refused(world.error);
    const options = { payload, now: new Date(now), operator, earlier: [], claims: false };
    const { action, failure, snapshot } = await passOver(world.value, null, options);
    if (failure !== null) return refused(failure);
    if (action === null)
      return { verdict: "ignored", reason: "the issue does not carry the ready label", text: "", details: {} };
    if (action.kind === "nothing" && action.gate === "issue")
      return { verdict: "ignored", reason: action.reason, text: "", details: { gate: action.gate } };
    if (action.kind !== "start")
      return refused(action.reason, { gate: action.kind === "nothing" ? action.gate : action.kind });
    const event = snapshot?.ready[0]?.asked?.event;
    return {
      verdict: "accepted",
      reason: action.reason,
      text: "",
      details: { event: event?.id, actor: event?.actor.id },
    };
  },
});
