/** Titles and commit messages on their way to GitHub: what the door refused is written down, and fixed text goes on. */
import type { Untrusted } from "../domain/untrusted.ts";
import { screenCommit, screenTitle } from "../outgoing/screen-names.ts";
import type { PublishContext } from "./publish-context.ts";

type Door = Pick<PublishContext, "scanner" | "log">;

const tell = ({ log }: Door, sink: string, refused: readonly string[]): void => {
  if (refused.length > 0)
    log.warn("outgoing.refused", { sink, held: refused.join(", "), hint: "Fixed text stands in its place." });
};

export const titleFor = (door: Door, text: Untrusted): string => {
  const { title, refused } = screenTitle(text, door.scanner);
  tell(door, "title", refused);
  return title;
};

/** Subject and body; the trailers are ours. */
export const commitTextFor = (
  door: Door,
  given: { subject: Untrusted; body: Untrusted },
): { subject: string; body: string } => {
  const { subject, body, refused } = screenCommit(given, door.scanner);
  tell(door, "commit", refused);
  return { subject, body };
};
