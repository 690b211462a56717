/** What a model may send: every object of every role's reply and of every tool's arguments is closed, every text, list and number bounded. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { implementer } from "../../roles/implementer.ts";
import { planner } from "../../roles/planner.ts";
import { reviewer } from "../../roles/reviewer.ts";
import { scribe } from "../../roles/scribe.ts";
import { security } from "../../roles/security.ts";
import { testAuthor } from "../../roles/test-author.ts";
import { triage } from "../../roles/triage.ts";
import { createTools } from "../../work/tools/create-tools.ts";

type Schema = Record<string, unknown>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const faultOf = (schema: Schema): string | null => {
  if (schema.enum !== undefined || schema.const !== undefined) return null;
  switch (schema.type) {
    case "object":
      return schema.additionalProperties === false ? null : "an open object";
    case "string":
      return typeof schema.maxLength === "number" ? null : "a text of any length";
    case "array":
      return typeof schema.maxItems === "number" ? null : "a list of any length";
    case "number":
    case "integer":
      return typeof schema.maximum === "number" && typeof schema.minimum === "number" ? null : "a number of any size";
    case "boolean":
    case "null":
      return null;
    default:
      return schema.anyOf === undefined ? `anything (${JSON.stringify(schema).slice(0, 80)})` : null;
  }
};

/** Faults with their places. */
const findOpen = (schema: Schema, at: string): string[] => {
  const own = faultOf(schema);
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  const union = Array.isArray(schema.anyOf) ? schema.anyOf.map((one, index) => [`${index}`, one] as const) : [];
  const inner = [...properties, ...union, ["items", schema.items] as const];
  return [
    ...(own === null ? [] : [`${at}: ${own}`]),
    ...inner.flatMap(([key, one]) => (isSchema(one) ? findOpen(one, `${at}.${key}`) : [])),
  ];
};

const roles = { triage, planner, testAuthor, implementer, reviewer, security, scribe };
const tools = createTools({ list: () => [], read: () => null }, {} as Parameters<typeof createTools>[1]);

describe("what a model may send", () => {
  it.each(Object.entries(roles))("the reply of %s is closed and bounded", (_, { output }) => {
    expect(findOpen(z.toJSONSchema(output.schema, { io: "input" }), output.name)).toEqual([]);
  });

  it.each(tools.map((tool) => [tool.name, tool] as const))("the arguments of %s are closed and bounded", (_, tool) => {
    expect(findOpen(tool.parameters, tool.name)).toEqual([]);
  });

  it("sees what is open", () => {
    const open = z.toJSONSchema(z.object({ a: z.string(), b: z.array(z.number()), c: z.unknown() }), { io: "input" });
    expect(findOpen(open, "x")).toHaveLength(5);
  });
});
