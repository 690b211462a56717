/** The blobs of a work item as changes of text files, for the workspace. */
import { FailureError } from "../domain/failure.ts";
import type { FileChange, ReadBase } from "../domain/patch.ts";
import type { FileBlob } from "../domain/work-item.ts";

export const decodeChanges = (blobs: FileBlob[], readBase: ReadBase): FileChange[] =>
  blobs.map(({ path, content }) => {
    const bytes = content === null ? null : Buffer.from(content, "base64");
    const after = bytes?.toString("utf8") ?? null;
    if (bytes && after !== null && !Buffer.from(after).equals(bytes))
      throw new FailureError({
        kind: "conflict",
        message: `${path} on the run's branch is not text, so it was not made by the bot`,
        hint: "Remove the foreign change from the branch and set the ready label again.",
      });
    return { path, before: readBase(path), after };
  });
