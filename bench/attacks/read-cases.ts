/** The attack cases: one file of JSON lines per class, each line a text for a door of `draftsmith screen` and the verdict it must get. */
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

/** A text, or how to make one that is too long to write down. */
type Text = string | { repeat: string; times: number } | { parts: Text[] };

const textSchema: z.ZodType<Text> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ repeat: z.string(), times: z.number().int().positive() }),
    z.strictObject({ parts: z.array(textSchema) }),
  ]),
);

const renderText = (text: Text): string => {
  if (typeof text === "string") return text;
  return "parts" in text ? text.parts.map(renderText).join("") : text.repeat.repeat(text.times);
};

const caseSchema = z
  .looseObject({
    id: z.string(),
    door: z.string(),
    text: textSchema,
    /** The verdict, or those that are equally right. */
    expect: z.union([z.string(), z.array(z.string()).min(1)]),
    why: z.string().min(1),
    /** An honest text that must get through. */
    benign: z.boolean().default(false),
  })
  .transform(({ id, text, expect, why, benign, ...request }) => ({
    id,
    why,
    benign,
    expect: [expect].flat(),
    /** What `screen --lines` is asked. */
    request: { id, text: renderText(text), ...request },
  }));

export type AttackCase = z.infer<typeof caseSchema> & { class: string };

const folder = new URL("cases/", import.meta.url);

const readClass = (file: string): AttackCase[] =>
  readFileSync(new URL(file, folder), "utf8")
    .split("\n")
    .flatMap((line, index) => {
      if (line.trim() === "") return [];
      try {
        return [{ ...caseSchema.parse(JSON.parse(line)), class: file.replace(/\.jsonl$/, "") }];
      } catch (error) {
        throw new Error(`${file}:${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });

/** All cases, by class and then in the order of their files. Throws with file and line where a case is malformed, and when an id stands twice. */
export const readCases = (): AttackCase[] => {
  const cases = readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .sort()
    .flatMap(readClass);
  const seen = new Set<string>();
  for (const { id } of cases) {
    if (seen.has(id)) throw new Error(`the id ${id} stands twice`);
    seen.add(id);
  }
  return cases;
};
