import fc from "fast-check";
import { expect, it } from "vitest";
import { renderStepOutput } from "./step-output.ts";

/** Reads a file of the runner as the runner does: `name=value`, or `name<<delimiter` up to the delimiter's line. */
const parseOutputFile = (text: string): Record<string, string> => {
  const found: Record<string, string> = {};
  const lines = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, name = "", sign = "", rest = ""] = /^([^=<]*)(=|<<)(.*)$/s.exec(line) ?? [];
    if (sign === "=") found[name] = rest;
    if (sign !== "<<") continue;
    const value: string[] = [];
    for (at++; at < lines.length && lines[at] !== rest; at++) value.push(lines[at] ?? "");
    found[name] = value.join("\n");
  }
  return found;
};

it("the emulator reads both forms", () => {
  expect(parseOutputFile("a=1\nb<<E\nx\ny\nE\n")).toEqual({ a: "1", b: "x\ny" });
});

it("writes the fixed names", () => {
  const text = [
    renderStepOutput("runs", [3, 14]),
    renderStepOutput("pull-requests", [12]),
    renderStepOutput("summary", "ready issues: 2, open runs: 1"),
    renderStepOutput("status", "parked"),
    renderStepOutput("issue", 3),
    renderStepOutput("sequence", 2),
    renderStepOutput("digest", "0a".repeat(32)),
    renderStepOutput("head", "0b".repeat(20)),
  ].join("");
  expect(parseOutputFile(text)).toEqual({
    runs: "[3,14]",
    "pull-requests": "[12]",
    summary: "ready issues: 2, open runs: 1",
    status: "parked",
    issue: "3",
    sequence: "2",
    digest: "0a".repeat(32),
    head: "0b".repeat(20),
  });
});

const renderAny = renderStepOutput as (name: string, value: unknown) => string;

it.each<[string, unknown]>([
  ["status", "done\nruns=[1]"],
  ["status", "anything"],
  ["head", `${"0".repeat(40)}\n`],
  ["head", "main"],
  ["digest", "0".repeat(63)],
  ["runs", ["1"]],
  ["runs", [1.5]],
  ["runs", "[1]"],
  ["pull-requests", [0]],
  ["pull-requests", Array.from({ length: 257 }, () => 1)],
  ["summary", ""],
  ["summary", "done\nruns=[1]"],
  ["summary", "<<end"],
  ["summary", "see https://example.com"],
  ["summary", "a".repeat(201)],
  ["issue", -1],
  ["path", "x"],
  ["toString", "x"],
  ["__proto__", "x"],
])("refuses %s = %j", (name, value) => {
  expect(() => renderAny(name, value)).toThrow(/step output/);
});

it("never writes more than one name, whatever the value", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("runs", "pull-requests", "summary", "status", "issue", "digest", "head"),
      fc.anything(),
      (name, value) => {
        let text = "";
        try {
          text = renderAny(name, value);
        } catch {
          return true;
        }
        return Object.keys(parseOutputFile(text)).join() === name;
      },
    ),
  );
});
