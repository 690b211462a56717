import { describe, expect, it } from "vitest";
import { failure, success } from "../../../src/domain/result.ts";
import { applyReply } from "../../../src/patch/apply-reply.ts";
import { refusal } from "../../../src/patch/refusal.ts";
import { createRandom } from "../random.ts";
import { findIdle, intersect } from "./coverage.ts";
import { type Apply, findFaults } from "./find-faults.ts";
import type { FuzzInput } from "./fuzz-input.ts";
import { makeInput } from "./grammar.ts";
import { mutate } from "./mutate.ts";
import { shrink } from "./shrink.ts";

const input: FuzzInput = {
  reply: "--- a/src/x.ts\n+++ b/src/x.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n",
  files: { "src/x.ts": "one\ntwo\n" },
  blobs: {},
};

const kindsOf = (apply: Apply): string[] => findFaults(input, apply).faults.map(({ kind }) => kind);

/** The engine with one file of its result spelled otherwise, and text and changes no longer the same. */
const withChange =
  (changed: object): Apply =>
  (reply, files) => {
    const applied = applyReply(reply, files);
    if (!applied.ok) return applied;
    return success({ ...applied.value, changes: applied.value.changes.map((change) => ({ ...change, ...changed })) });
  };

describe("findFaults", () => {
  it("finds none in what the engine makes of a plain diff", () => {
    expect(findFaults(input)).toMatchObject({ faults: [], isAccepted: true });
  });

  const engines: [string, Apply, string][] = [
    ["throws", () => JSON.parse("{"), "exception SyntaxError "],
    ["refuses without a reason", () => failure([]), "refusal"],
    ["refuses without detail", () => failure([refusal("no-match", " ")]), "refusal"],
    ["refuses at line 0", () => failure([refusal("no-match", "not there", { line: 0 })]), "refusal"],
    ["leaves the tree", withChange({ path: "src/../../x.ts" }), "unsafe path"],
    ["changes another file", withChange({ path: "src/y.ts" }), "unnamed path"],
    ["says what did not stand there", withChange({ before: "one\n" }), "change"],
    ["makes up a line", withChange({ after: "one\nfour\n" }), "invention"],
    ["prints another change", withChange({ after: "one\n" }), "canonical"],
  ];
  it.each(engines)("sees an engine that %s", (_, apply, kind) => {
    expect(kindsOf(apply)).toContain(kind);
  });
});

describe("inputs", () => {
  const make = (seed: string): FuzzInput[] => {
    const random = createRandom(seed);
    return Array.from({ length: 50 }, () => mutate(makeInput(random), random, makeInput(random)));
  };

  it("are the same for the same seed, and many", () => {
    const made = make("one");
    expect(made).toEqual(make("one"));
    expect(new Set([...made, ...make("two")].map(({ reply }) => reply)).size).toBeGreaterThan(95);
  });

  it("are made small as long as they fail", () => {
    const large = {
      ...input,
      reply: `${"prose\n".repeat(50)}${input.reply}`,
      files: { ...input.files, other: "text" },
    };
    const small = shrink(
      large,
      ({ reply }) => reply.includes("three"),
      () => false,
    );
    expect(small).toEqual({ reply: "three", files: {}, blobs: {} });
  });
});

describe("coverage", () => {
  it("takes the innermost range for what ran", () => {
    const range = (startOffset: number, endOffset: number, count: number) => ({ startOffset, endOffset, count });
    const idle = findIdle([range(0, 100, 1), range(10, 50, 0), range(20, 30, 2), range(60, 70, 0)]);
    expect(idle).toEqual([
      { start: 10, end: 20 },
      { start: 30, end: 50 },
      { start: 60, end: 70 },
    ]);
    expect(intersect(idle, [{ start: 15, end: 65 }])).toEqual([
      { start: 15, end: 20 },
      { start: 30, end: 50 },
      { start: 60, end: 65 },
    ]);
  });
});
