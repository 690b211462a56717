/** What a role was shown of the repository, as the record tells it: places and size, not the text. */
import { z } from "zod";

export const sliceNoteSchema = z.object({
  /** Estimated tokens of all excerpts, outlines and the tree. */
  tokens: z.int().nonnegative(),
  /** `path` for a whole file, else `path:from-to`, in the order shown. */
  excerpts: z.array(z.string().max(600)).max(20),
  /** Excerpts that are not listed. */
  more: z.int().nonnegative(),
});

export type SliceNote = z.infer<typeof sliceNoteSchema>;
