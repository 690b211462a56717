import { describe, expect, test } from "vitest";
import { gatherDocument } from "./gather-document.ts";

const side = (files: Record<string, string>) => ({
  list: () => Object.keys(files),
  read: (path: string, maxBytes = 1_000_000) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined || text.length > maxBytes ? null : text;
  },
});

describe("gatherDocument", () => {
  test("follows references, cycles included, and nothing else", () => {
    const files = {
      "api/openapi.yaml": "openapi: 3.0.3\na:\n  $ref: parts/a.yaml\n",
      "api/parts/a.yaml": "b:\n  $ref: ../../b.json#/x\nc:\n  $ref: a.yaml#/b\nd:\n  $ref: https://a.test/d.yaml\n",
      "b.json": '{"$ref": "api/openapi.yaml#/a", "e": {"$ref": "gone.yaml"}}',
      "secret.yaml": "",
    };
    const document = gatherDocument(side(files), "api/openapi.yaml");
    expect(document.ok && { ...document.value, files: [...document.value.files.keys()] }).toEqual({
      path: "api/openapi.yaml",
      version: "3.0.3",
      files: ["api/openapi.yaml", "api/parts/a.yaml", "b.json"],
      outside: ["https://a.test/d.yaml"],
    });
  });

  test("a document of 5 MB is read, one of more than 8 MB is not", () => {
    const large = (bytes: number) => side({ "a.yaml": `openapi: 3.0.3\n# ${"x".repeat(bytes)}` });
    expect(gatherDocument(large(5_000_000), "a.yaml").ok).toBe(true);
    expect(gatherDocument(large(8_000_000), "a.yaml")).toEqual({ ok: false, error: "is no text of at most 8 MB" });
  });

  test("a document that refers to too many files is refused", () => {
    const files = Object.fromEntries(
      Array.from({ length: 1_100 }, (_, at) => [`p${at}.yaml`, `a:\n  $ref: p${at + 1}.yaml\n`]),
    );
    const document = gatherDocument(side({ ...files, "a.yaml": "openapi: 3.0.3\na:\n  $ref: p0.yaml\n" }), "a.yaml");
    expect(document).toEqual({ ok: false, error: "refers to more than 1000 files or 32 MB" });
  });
});
