import { describe, expect, test } from "vitest";
import { decodeChanges } from "./decode-changes.ts";

const entry = (over: object = {}) => ({
  id: "rule",
  text: "the `id` changed",
  level: 1,
  operation: "GET",
  path: "/a",
  ...over,
});

describe("decodeChanges", () => {
  test("puts what breaks first and keeps the order otherwise", () => {
    const report = [entry({ id: "a" }), entry({ id: "b", level: 3 }), entry({ id: "c", level: 2 }), entry({ id: "d" })];
    const changes = decodeChanges(JSON.stringify(report));
    expect(changes.ok && changes.value.map(({ impact, kind }) => `${kind} ${impact}`)).toEqual([
      "b breaking",
      "c possibly breaking",
      "a compatible",
      "d compatible",
    ]);
  });

  test("joins one change of a shared schema seen through several operations", () => {
    const revisionSource = { file: "head/parts/a%20b.yaml", line: 7, column: 1 };
    const report = ["/a", "/b"].map((path) => entry({ path, revisionSource }));
    const changes = decodeChanges(JSON.stringify(report));
    expect(changes.ok && changes.value).toEqual([
      {
        impact: "compatible",
        kind: "rule",
        text: "the id changed",
        operations: ["GET /a", "GET /b"],
        place: "parts/a b.yaml:7",
      },
    ]);
  });

  test("does not join changes whose place is unknown", () => {
    const changes = decodeChanges(JSON.stringify([entry({ path: "/a" }), entry({ path: "/b" })]));
    expect(changes.ok && changes.value).toHaveLength(2);
  });

  test("an unknown level is not taken for harmless", () => {
    const changes = decodeChanges(JSON.stringify([entry({ level: 9 })]));
    expect(changes.ok && changes.value[0]?.impact).toBe("possibly breaking");
  });

  test("text holds no control characters and stays short", () => {
    const changes = decodeChanges(
      JSON.stringify([entry({ text: `\u001b[31m\u202e${"x".repeat(5_000)}`, path: "/a\n::error::" })]),
    );
    const [change] = changes.ok ? changes.value : [];
    expect(change?.text).toMatch(/^\[31m x{900,}…$/);
    expect(change?.operations).toEqual(["GET /a ::error::"]);
  });

  test.each(["", "null", "{}", "[1]", '[{"id": 1}]', "[", "No changes"])("%j is no report", (text) => {
    expect(decodeChanges(text).ok).toBe(false);
  });
});
