/** The hash that tells whether a prompt is still the one that was recorded. */

/** A message as the hash sees it: no call ids, which every endpoint makes up anew. */
export type PromptPart = { role: string; content: string; toolCalls?: { name: string; arguments: string }[] };

/** Lower-case hex SHA-256 over the canonical JSON of the messages. */
export const hashPrompt = async (parts: PromptPart[]): Promise<string> => {
  const canonical = JSON.stringify(
    parts.map((part) => [part.role, part.content, (part.toolCalls ?? []).map((call) => [call.name, call.arguments])]),
  );
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical));
  return Buffer.from(digest).toString("hex");
};
