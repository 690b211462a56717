/** The files that a reply is applied to, as far as the patch engine asks for them. */
import type { Refusal } from "../../domain/patch.ts";

export type ReplyFiles = {
  /** The text of a file, or null where no file stands. */
  read: (path: string) => string | null;
  /** Why what stands at a path has no text that could be changed: binary, a link, too large; null where nothing stands. */
  faultOf?: (path: string) => Pick<Refusal, "reason" | "detail"> | null;
  /** Every path of the tree, links and submodules included; without it, collisions of names are not looked for. */
  list?: () => Iterable<string>;
  /** The text of a blob by its full or abbreviated id, or null: what a diff was made against, when the file has moved on. */
  readBlob?: (id: string) => string | null;
};
