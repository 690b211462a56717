/** The map of what a checkout has committed last as it is written and told of, from the cache where nothing was committed since. */
import { z } from "zod";
import { deriveFromAtlas } from "../atlas/build/derive-from-atlas.ts";
import type { OpenOptions } from "../atlas/build/open-atlas.ts";
import type { AtlasDocument } from "../atlas/store/atlas-document.ts";
import type { AtlasCounts } from "./count-atlas.ts";

const figures = z.record(z.string(), z.number());

const countsSchema: z.ZodType<AtlasCounts> = z.object({
  files: z.number(),
  lines: z.number(),
  roles: figures,
  languages: z.record(z.string(), z.object({ files: z.number(), lines: z.number() })),
  symbols: z.number(),
  dependencies: z.number(),
  unread: figures,
  faults: z.array(z.object({ path: z.string(), reason: z.string() })),
});

export type HeadDescription = {
  /** The document as it is written to a file. */
  text: string;
  counts: AtlasCounts;
  cycles: number;
  ownerFaults: AtlasDocument["ownerFaults"];
  /** Sentences without a full stop. */
  notes: string[];
};

const schema: z.ZodType<HeadDescription> = z.object({
  text: z.string(),
  counts: countsSchema,
  cycles: z.number(),
  ownerFaults: z.array(z.object({ line: z.number(), reason: z.string() })),
  notes: z.array(z.string()),
});

/** Throws a `FailureError` when the commit or its tree cannot be read. */
export const describeHead = (head: OpenOptions): Promise<HeadDescription> =>
  deriveFromAtlas(head, {
    name: "description",
    schema,
    derive: async (atlas) => {
      const [{ createDocument, renderDocument }, { countAtlas }, { listNotes }] = await Promise.all([
        import("../atlas/store/create-document.ts"),
        import("./count-atlas.ts"),
        import("./atlas-notes.ts"),
      ]);
      const document = createDocument(atlas);
      return {
        text: renderDocument(document),
        counts: countAtlas(atlas),
        cycles: document.cycles.length,
        ownerFaults: document.ownerFaults,
        notes: listNotes(atlas),
      };
    },
  });
