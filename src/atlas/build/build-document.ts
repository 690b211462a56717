/** Gives the published document of a commit, from the cache where that holds this very one. */
import { z } from "zod";
import { deriveFromAtlas } from "./derive-from-atlas.ts";
import type { OpenOptions } from "./open-atlas.ts";

/** The document as it is written to a file. Throws a `FailureError` when the commit or its tree cannot be read. */
export const buildDocument = (options: OpenOptions): Promise<string> =>
  deriveFromAtlas(options, {
    name: "document",
    schema: z.string(),
    derive: async (atlas) => {
      const { createDocument, renderDocument } = await import("../store/create-document.ts");
      return renderDocument(createDocument(atlas));
    },
  });
