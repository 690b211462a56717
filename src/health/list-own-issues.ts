/** Issues by labels under which the bot opens them, open and closed: two requests a label for up to a hundred of each. */
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";

/** Each once, also where it carries several of the labels. */
export const listOwnIssues = async (reader: GithubReader, labels: string[]): Promise<Thread[]> => {
  const read = (state: "open" | "closed") => Promise.all(labels.map((label) => reader.listThreads(label, state)));
  // One after the other: what is closed meanwhile is in both, and counts as closed.
  const [open, closed] = [await read("open"), await read("closed")];
  const byNumber = new Map([...open, ...closed].flat().map((thread) => [thread.number, thread]));
  return [...byNumber.values()].filter((thread) => !thread.isPull);
};
