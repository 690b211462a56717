/** Builds the map of a repository: what each tracked file is and which names it declares. */
import { z } from "zod";
import { extractSymbols } from "./extract-symbols.ts";
import { isReadableByModel } from "./is-readable-by-model.ts";
import { scanFiles } from "./scan.ts";

export const atlasSchema = z.object({
  version: z.literal(1),
  files: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(["source", "test", "docs", "config", "generated", "binary", "other"]),
      language: z.string().nullable(),
      /** Size of the text in bytes; null when the file is not text that may be read. */
      bytes: z.number().int().nonnegative().nullable(),
      symbols: z.array(z.string()),
    }),
  ),
});

/** The document in `repo_atlas.json`. */
export type Atlas = z.infer<typeof atlasSchema>;

/** The same tree always gives the same document, sorted by path. */
export const buildAtlas = ({ files, read }: { files: string[]; read: (path: string) => string | null }): Atlas => ({
  version: 1,
  files: scanFiles([...files].sort()).map((file) => {
    const isOpaque = file.kind === "binary" || !isReadableByModel(file.path);
    const content = isOpaque ? null : read(file.path);
    const hasSymbols = file.kind === "source" || file.kind === "test";
    return {
      path: file.path,
      kind: file.kind,
      language: file.language,
      bytes: content === null ? null : Buffer.byteLength(content),
      symbols: content !== null && hasSymbols ? extractSymbols(content, file.language) : [],
    };
  }),
});
