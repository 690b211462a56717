import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findingSchema, rubricSchema } from "../domain/finding.ts";
import { planSchema } from "../domain/plan.ts";
import { modelRequestSchema, validateModelRequest } from "../offline/model-request.ts";
import { renderWireSchema } from "./wire-schema.ts";

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema) as Record<string, unknown>;

const faultsOf = (wire: { schema: Record<string, unknown>; strict: boolean }) =>
  validateModelRequest(
    modelRequestSchema.parse({
      model: "m",
      messages: [{ role: "user", content: "x" }],
      response_format: { type: "json_schema", json_schema: { name: "out", ...wire } },
    }),
  );

describe("the strict form", () => {
  it.each([
    ["a plan", planSchema],
    [
      "a review",
      z.object({ rubric: rubricSchema, findings: z.array(findingSchema).max(50), extra: z.string().nullable() }),
    ],
    [
      "a union",
      z.object({
        verdict: z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("yes") }),
          z.object({ kind: z.literal("no"), why: z.string().max(9) }),
        ]),
      }),
    ],
    ["optional values", z.object({ a: z.string().optional(), b: z.object({ c: z.number().int().min(2).optional() }) })],
  ])("of %s passes the rules of OpenAI", (_, schema) => {
    const wire = renderWireSchema(jsonSchema(schema));
    expect(wire.strict).toBe(true);
    expect(faultsOf(wire)).toEqual([]);
  });

  it("tells limits in words where the endpoint would refuse them", () => {
    const wire = renderWireSchema(jsonSchema(z.object({ title: z.string().min(3).max(120).describe("One line.") })));
    expect(wire.schema.properties).toEqual({
      title: { type: "string", description: "One line. (minLength 3, maxLength 120)" },
    });
  });

  it("keeps properties that are named like keywords", () => {
    const wire = renderWireSchema(jsonSchema(z.object({ title: z.string(), default: z.string(), const: z.string() })));
    expect(wire.schema.required).toEqual(["title", "default", "const"]);
    expect(Object.keys(wire.schema.properties as object)).toEqual(["title", "default", "const"]);
  });

  it("accepts nothing that the original refuses, but for limits", () => {
    const original = z.object({
      kind: z.enum(["a", "b"]),
      note: z.string().nullable(),
      items: z.array(z.object({ n: z.number().optional(), tag: z.literal("t") })),
    });
    const ajv = new Ajv2020();
    const isWire = ajv.compile(renderWireSchema(jsonSchema(original)).schema);
    const item = fc.record(
      { n: fc.oneof(fc.integer(), fc.constant(null)), tag: fc.constantFrom("t", "u") },
      { requiredKeys: [] },
    );
    const document = fc.record(
      { kind: fc.constantFrom("a", "b", "c"), note: fc.option(fc.string()), items: fc.array(item, { maxLength: 3 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(document, (value) => {
        if (isWire(value)) expect(original.safeParse(value).success).toBe(true);
      }),
    );
    expect(isWire({ kind: "a", note: null, items: [{ n: 1, tag: "t" }] })).toBe(true);
  });
});

it.each([
  ["a map", z.object({ m: z.record(z.string(), z.string()) })],
  ["a tuple", z.object({ t: z.tuple([z.string(), z.number()]) })],
  [
    "an intersection",
    z.object({ i: z.intersection(z.union([z.object({ a: z.string() }), z.null()]), z.object({ b: z.string() })) }),
  ],
  ["an array at the root", z.array(z.string())],
])("sends %s as it is, not strict", (_, schema) => {
  const { $schema, ...rest } = jsonSchema(schema);
  expect(renderWireSchema({ $schema, ...rest })).toEqual({ schema: rest, strict: false });
});
