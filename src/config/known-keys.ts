/** The keys that the configuration knows at a place, and the one nearest to a misspelt word. */
import { z } from "zod";
import { settingsSchema } from "../domain/settings.ts";
import type { Path } from "./read-yaml.ts";

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  propertyNames?: { enum?: string[] };
};

const step = (schema: JsonSchema | undefined, key: string | number): JsonSchema | undefined =>
  typeof key === "number" ? schema?.items : schema?.properties?.[key];

/** Keys that may stand in the mapping at `path`, in the schema's order; empty where there is no mapping. */
export const knownKeys = (path: Path): string[] => {
  let schema = z.toJSONSchema(settingsSchema, { io: "input" }) as JsonSchema | undefined;
  for (const key of path) {
    schema = step(schema, key);
    schema = schema?.anyOf?.find((choice) => choice.properties ?? choice.items) ?? schema;
  }
  return Object.keys(schema?.properties ?? {}).concat(schema?.propertyNames?.enum ?? []);
};

/** Edits (insert, delete, replace) between two words. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** The known word that differs by at most a third of its letters, or null. */
export const nearestKey = (word: string, known: string[]): string | null => {
  const reach = (key: string) => Math.max(2, Math.ceil(key.length / 3));
  return (
    known
      .filter((key) => Math.abs(key.length - word.length) <= reach(key))
      .map((key) => ({ key, edits: distance(word.toLowerCase(), key.toLowerCase()) }))
      .filter(({ key, edits }) => edits <= reach(key) && edits < key.length)
      .sort((a, b) => a.edits - b.edits)[0]?.key ?? null
  );
};
