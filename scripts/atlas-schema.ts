/** Writes docs/repo_atlas.schema.json, the JSON schema of the map, from the schema that the code checks it with. */
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { atlasDocumentSchema } from "../src/atlas/store/atlas-document.ts";
import { schemaId } from "../src/atlas/store/create-document.ts";

export const schemaFile = new URL("../docs/repo_atlas.schema.json", import.meta.url);

export const createAtlasSchema = (): Record<string, unknown> => {
  const { $schema, ...schema } = z.toJSONSchema(atlasDocumentSchema);
  return { $schema, $id: schemaId, title: "Map of a repository, as `draftsmith atlas build` writes it", ...schema };
};

if (import.meta.main) writeFileSync(schemaFile, `${JSON.stringify(createAtlasSchema(), null, 2)}\n`);
