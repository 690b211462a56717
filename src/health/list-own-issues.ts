/** Issues that carry a label of the bot, open and closed: two requests for up to a hundred of each. */
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";

export const listOwnIssues = async (reader: GithubReader, label: string): Promise<Thread[]> => {
  const [open, closed] = await Promise.all([reader.listThreads(label), reader.listThreads(label, "closed")]);
  return [...open, ...closed].filter((thread) => !thread.isPull);
};
