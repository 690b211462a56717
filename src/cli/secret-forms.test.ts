import fc from "fast-check";
import { expect, it } from "vitest";
import { secretForms } from "./secret-forms.ts";

it("holds the secret, its lines and its encodings", () => {
  expect(secretForms("first line\nsecond+line/")).toEqual([
    "first line\nsecond+line/",
    "first line",
    "second+line/",
    "Zmlyc3QgbGluZQpzZWNvbmQrbGluZS8=",
    "Zmlyc3QgbGluZQpzZWNvbmQrbGluZS8",
    "6669727374206c696e650a7365636f6e642b6c696e652f",
    "first%20line%0Asecond%2Bline%2F",
    String.raw`first line\nsecond+line/`,
  ]);
});

it("never drops the secret itself, and adds nothing that is too short to mask", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (secret) => {
      const [first, ...others] = secretForms(secret);
      expect(first).toBe(secret);
      for (const other of others) expect(other.length).toBeGreaterThanOrEqual(6);
    }),
  );
});
