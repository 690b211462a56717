/** Prompt and input → messages: the static part first, so that prompt caches hold, then the data in its frame. */
import type { Brief } from "../domain/brief.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import type { Message } from "../model/model.ts";
import { deriveNonce, renderFrame } from "./frame.ts";
import type { Prompt } from "./prompt-library.ts";
import { renderProtocol } from "./render-protocol.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { linesField } from "./untrusted-field.ts";

const maxEcho = 100_000;

/** Pure: the same prompt, brief and input give the same bytes. */
export const renderMessages = <Input, Output>(
  definition: RoleDefinition<Input, Output>,
  prompt: Prompt,
  brief: Brief,
  input: Input,
): Message[] => [
  { role: "system", content: `${prompt.text}\n\n${renderProtocol(definition.diff)}` },
  {
    role: "user",
    content: `${renderFrame(deriveNonce(brief), definition.document(input, brief))}\n\n${definition.task(input)}`,
  },
];

/** The two messages that a repair round adds; the complaint may quote files or the reply, so it is framed as well. */
export const renderRepair = (brief: Brief, reply: Untrusted, complaint: string): Message[] => [
  { role: "assistant", content: reply.trim() === "" ? "(empty reply)" : reply.slice(0, maxEcho) },
  {
    role: "user",
    content: [
      renderFrame(deriveNonce(brief), { complaint: linesField("validation of your reply", "check", complaint) }),
      "",
      "Your reply was checked by code and not accepted; the complaint above says exactly why. Mend that and nothing else, and",
      "send the whole reply again in the required form. This is the last attempt.",
    ].join("\n"),
  },
];
