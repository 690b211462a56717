import { describe, expect, it } from "vitest";
import type { PatchSet } from "../domain/patch.ts";
import { redactValue } from "./redact-value.ts";
import { screenPatch } from "./screen-patch.ts";
import { createSecretScanner } from "./secrets.ts";

const live = "Zq7kd93Xw81pLm4RtB0vYc6Hs2";
const scanner = createSecretScanner([live]);

const patchOf = (lines: [kind: "context" | "remove" | "add", text: string][]): PatchSet => ({
  files: [
    {
      kind: "modify",
      path: "src/a.ts",
      hunks: [
        {
          oldStart: 10,
          newStart: 12,
          section: "",
          oldNoNewline: false,
          newNoNewline: false,
          lines: lines.map(([kind, text]) => ({ kind, text })),
        },
      ],
    },
  ],
});

describe("screenPatch", () => {
  it("passes a secret that goes or was there before", () => {
    const patch = patchOf([
      ["context", live],
      ["remove", live],
      ["add", "const key = process.env.KEY;"],
    ]);
    expect(screenPatch(patch, scanner)).toEqual({ ok: true, value: patch });
  });

  it("refuses an added one at its line in the new file", () => {
    const patch = patchOf([
      ["context", "a"],
      ["remove", "b"],
      ["add", "c"],
      ["context", "d"],
      ["add", live],
    ]);
    expect(screenPatch(patch, scanner)).toMatchObject({
      ok: false,
      error: [
        {
          path: "src/a.ts",
          hunk: 1,
          line: 15,
          reason: "guardrail",
          detail: expect.stringContaining("line 15 looks like a secret (live secret)"),
        },
      ],
    });
  });

  it("sees a private key that is added line by line", () => {
    const patch = patchOf([
      ["add", "-----BEGIN PRIVATE KEY-----"],
      ["add", "abc"],
      ["add", "-----END PRIVATE KEY-----"],
    ]);
    expect(screenPatch(patch, scanner)).toMatchObject({
      ok: false,
      error: [{ line: 12, detail: expect.stringContaining("lines 12 to 14") }],
    });
  });

  it("looks at new files and at paths, and repeats neither", () => {
    const patch: PatchSet = {
      files: [
        { kind: "add", path: "b.txt", content: `x\n${live}\n` },
        { kind: "add", path: `docs/${live}.md`, content: "x" },
        { kind: "delete", path: "c.txt", hunks: [] },
      ],
    };
    const screened = screenPatch(patch, scanner);
    expect(screened).toMatchObject({
      ok: false,
      error: [
        { path: "b.txt", line: 2 },
        { path: null, line: null },
      ],
    });
    expect(JSON.stringify(screened)).not.toContain(live);
  });
});

it("redactValue keeps the shape of a document", () => {
  const value = { a: [1, true, null, `x ${live}`], [live]: { b: "fine" } };
  expect(redactValue(value, scanner)).toEqual({
    a: [1, true, null, "[redacted: live secret]"],
    "[redacted: live secret]": { b: "fine" },
  });
});
