/** Loads the JSON Schemas of CycloneDX and what they refer to; each is a file of its own in the bundle. */
import type { AnySchemaObject } from "ajv";

/** Imported by path, since the package ships the schemas without exporting them. */
const documents: Record<string, () => Promise<{ default: unknown }>> = {
  "1.4": () =>
    import("../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.4.SNAPSHOT.schema.json", {
      with: { type: "json" },
    }),
  "1.5": () =>
    import("../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.5.SNAPSHOT.schema.json", {
      with: { type: "json" },
    }),
  "1.6": () =>
    import("../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.schema.json", {
      with: { type: "json" },
    }),
  "1.7": () =>
    import("../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.7.SNAPSHOT.schema.json", {
      with: { type: "json" },
    }),
};

/** What a document refers to, by the name in the reference. */
const parts: Record<string, () => Promise<{ default: unknown }>> = {
  "http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json": () =>
    import("../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/spdx.SNAPSHOT.schema.json", {
      with: { type: "json" },
    }),
  "http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json": () =>
    import("../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/jsf-0.82.SNAPSHOT.schema.json", {
      with: { type: "json" },
    }),
  "http://cyclonedx.org/schema/cryptography-defs.SNAPSHOT.schema.json": () =>
    import("../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/cryptography-defs.SNAPSHOT.schema.json", {
      with: { type: "json" },
    }),
};

export const specVersions: readonly string[] = Object.keys(documents);

export type Schemas = { document: AnySchemaObject; parts: Map<string, AnySchemaObject> };

/** Null for a version that is not listed. */
export const loadSchemas = async (specVersion: string): Promise<Schemas | null> => {
  const load = Object.hasOwn(documents, specVersion) ? documents[specVersion] : undefined;
  if (load === undefined) return null;
  const document = (await load()).default as AnySchemaObject;
  const entries = Object.entries(parts).map(
    async ([name, read]): Promise<[string, AnySchemaObject]> => [name, (await read()).default as AnySchemaObject],
  );
  return { document, parts: new Map(await Promise.all(entries)) };
};
