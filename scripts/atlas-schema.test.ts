import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { Atlas } from "../src/atlas/atlas.ts";
import { createDocument, schemaId } from "../src/atlas/store/create-document.ts";
import { createAtlasSchema, schemaFile } from "./atlas-schema.ts";

const text = readFileSync(schemaFile, "utf8");

const atlas: Atlas = {
  commit: "ab".repeat(20),
  time: 1_700_000_000,
  files: [
    { path: "a.ts", oid: "1".repeat(40), bytes: 10, kind: "file", role: "source", language: "typescript", facts: null },
    { path: "b", oid: "2".repeat(40), bytes: 0, kind: "submodule", role: "other", language: null, facts: null },
  ],
  unnamed: 0,
  history: { commits: [], newest: "ab".repeat(20), isShallow: true, isComplete: true },
  settings: new Map(),
  importsOf: () => [],
  dependentsOf: () => [],
};

test("the published schema is the one of the code: node scripts/atlas-schema.ts writes it anew", () => {
  expect(JSON.parse(text)).toEqual(createAtlasSchema());
});

test("another reader of JSON schemas takes a map and refuses what is none", () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(text));
  const document = createDocument(atlas);
  expect(document.$schema).toBe(schemaId);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...document, version: 1 })).toBe(false);
  expect(validate({ ...document, surprise: true })).toBe(false);
});
