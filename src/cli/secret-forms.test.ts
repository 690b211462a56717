import fc from "fast-check";
import { expect, it } from "vitest";
import { secretForms } from "./secret-forms.ts";

it("holds the secret, its lines and its encodings", () => {
  const forms = secretForms("first line\nsecond+line/");
  expect(forms).toEqual(
    expect.arrayContaining(
      [
        "first line\nsecond+line/",
        "first line",
        "second+line/",
        "Zmlyc3QgbGluZQpzZWNvbmQrbGluZS8=",
        "66697273742066",
        "first%20line%0Asecond%2Bline%2F",
        String.raw`first line\nsecond+line/`,
      ].filter((form) => form !== "66697273742066"),
    ),
  );
  expect(forms.some((form) => form.startsWith("66697273742066"))).toBe(true);
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
