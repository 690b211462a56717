import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { roles } from "../domain/stage.ts";
import { implementer } from "./implementer.ts";
import { planner } from "./planner.ts";
import { loadPrompts, parsePrompt } from "./prompt-library.ts";
import { reviewer } from "./reviewer.ts";
import { scribe } from "./scribe.ts";
import { security } from "./security.ts";
import { testAuthor } from "./test-author.ts";
import { triage } from "./triage.ts";

const shipped = (name: string): string => readFileSync(new URL(`../../prompts/${name}`, import.meta.url), "utf8");

test("the shipped prompts load, and each promises the output of its role", () => {
  const library = loadPrompts(shipped);
  if (!library.ok) throw new Error(JSON.stringify(library.error));
  const definitions = [triage, planner, testAuthor, implementer, reviewer, security, scribe];
  expect(definitions.map(({ role }) => role)).toEqual([...roles]);
  for (const { role, output } of definitions) expect(library.value[role].output).toBe(output.name);
});

test.each([
  [triage, triage.output.schema],
  [planner, planner.output.schema],
  [testAuthor, testAuthor.output.schema],
  [implementer, implementer.output.schema],
  [reviewer, reviewer.output.schema],
  [security, security.output.schema],
  [scribe, scribe.output.schema],
])("the prompt of $role explains every field of its output", ({ role }, schema) => {
  const fields = Object.keys((schema as unknown as { shape: Record<string, unknown> }).shape);
  const section = shipped(`${role}.md`).split("## Fields")[1] ?? "";
  for (const field of fields) expect(section).toContain(`- \`${field}\`:`);
  expect(section.match(/^- `/gm)).toHaveLength(fields.length);
});

test("every bad file is named with what is wrong", () => {
  const good = shipped("triage.md");
  const files: Record<string, string> = {
    "planner.md": "no front matter",
    "reviewer.md": good.replace("tier: fast", "tier: huge"),
    "scribe.md": good.replace("tools:", "temperature: 1\ntools:"),
    "security.md": good.replace("tier: fast", "tier: [fast"),
  };
  const library = loadPrompts((name) => {
    if (name === "implementer.md") throw new Error("no such file");
    return files[name] ?? good;
  });
  expect(library.ok ? [] : library.error).toMatchObject({
    kind: "config",
    faults: [
      "prompts/planner.md: has no front matter between two --- lines",
      expect.stringContaining("prompts/implementer.md: cannot be read (no such file)"),
      expect.stringMatching(/^prompts\/reviewer.md: tier: /),
      expect.stringMatching(/^prompts\/security.md: front matter is not YAML: /),
      expect.stringMatching(/^prompts\/scribe.md: .*temperature/),
    ],
  });
});

test("front matter without text is refused", () => {
  expect(
    parsePrompt("---\ntier: fast\noutput: x\nmaxOutputTokens: 500\nmaxToolRounds: 0\ntools: []\n---\n\n"),
  ).toMatchObject({
    ok: false,
    error: "has no text after the front matter",
  });
});

test.each(
  [triage, planner, testAuthor, implementer, reviewer, security, scribe].map(
    ({ role, output }) => [role, output.schema] as const,
  ),
)("the JSON schema of %s is closed and wants every field", (_, schema) => {
  const open: unknown[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const {
      type,
      properties = {},
      required = [],
      additionalProperties,
    } = node as { type?: string; properties?: object; required?: string[]; additionalProperties?: boolean };
    if (type === "object" && (additionalProperties !== false || required.length !== Object.keys(properties).length))
      open.push(node);
    for (const child of Object.values(node)) visit(child);
  };
  visit(z.toJSONSchema(schema as z.ZodType, { io: "input" }));
  expect(open).toEqual([]);
});
