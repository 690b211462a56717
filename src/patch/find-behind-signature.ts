/** Files that a mail carries behind its signature, where a reader stops: they are refused, and with them the whole. */
import type { Refusal } from "../domain/patch.ts";
import type { DraftFile } from "./draft.ts";
import { refusal } from "./refusal.ts";

const version = /^\d{1,4}(?:\.\w{1,20}){1,5}(?: \([\w .-]{1,40}\))?\s*$/;
/** Behind a block a reader of the reply goes on. */
const fence = /^(?:`{3}|~{3})/;

/** `line` of the refusals counts the lines of `reply`. */
export const findBehindSignature = (reply: string, drafts: DraftFile[]): Refusal[] => {
  if (drafts.length < 2 || !/^-- \r?$/m.test(reply)) return [];
  const starts = new Map(drafts.map((draft) => [draft.at, draft]));
  const lines = reply.split("\n");
  const behind: Refusal[] = [];
  let isSigned = false;
  for (const [index, line] of lines.entries()) {
    if (fence.test(line)) isSigned = false;
    const draft = starts.get(index + 1);
    if (isSigned && draft) {
      const path = draft.after?.[0] ?? draft.before?.[0] ?? null;
      const detail = "it stands behind the signature of a mail, where a reader stops: give the diff alone";
      behind.push(refusal("malformed", detail, { path, line: index + 1 }));
    }
    if (/^-- \r?$/.test(line) && version.test(lines[index + 1] ?? "")) isSigned = true;
  }
  return behind;
};
