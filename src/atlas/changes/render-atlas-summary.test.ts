import fc from "fast-check";
import { expect, it } from "vitest";
import type { Untrusted } from "../../domain/untrusted.ts";
import { renderSafeMarkdown } from "../../outgoing/markdown.ts";
import { createSecretScanner } from "../../outgoing/secrets.ts";
import type { AtlasDocument } from "../store/atlas-document.ts";
import { atlasOf, fileOf } from "./atlas.fixture.ts";
import { compareAtlases } from "./compare-atlases.ts";
import { renderAtlasSummary } from "./render-atlas-summary.ts";

const door = { scanner: createSecretScanner([]), repository: { owner: "acme", name: "app" }, ownIssue: null };

const render = (before: AtlasDocument | null, after: AtlasDocument): string =>
  renderAtlasSummary(compareAtlases(before, after), after);

it("shows what needs a look before what merely changed", () => {
  const before = atlasOf([fileOf("src/a.ts", { owners: [0] }), fileOf("src/b.ts", { owners: [0] })], {
    owners: ["@t"],
  });
  const after = atlasOf([fileOf("src/a.ts", { lines: 1_250, changes: 2 }), fileOf("src/b.ts", { owners: [0] })], {
    commit: "b".repeat(40),
    owners: ["@t"],
    cycles: [[0, 1]],
  });
  expect(render(before, after)).toBe(`## Map of \`bbbbbbbbbbbb\`

**Map:** 2 files · 1,260 lines · 1 cycle · 1 source file without an owner · 200 commits of history

**Changed** since \`aaaaaaaaaaaa\`: 0 files · +1,240 lines · 0 added · 0 removed · 0 moved

### 🔴 New cycles

- 2 files: \`src/a.ts\`, \`src/b.ts\`

### Source files newly without an owner

- \`src/a.ts\`

### Languages

| Language | Files | ± | Lines | ± |
| --- | ---: | ---: | ---: | ---: |
| \`typescript\` | 2 | 0 | 1,260 | +1,240 |

### Most changed

| File | Commits | Lines |
| --- | ---: | ---: |
| \`src/a.ts\` | 2 | 1,250 |

### Grown most

| File | Before | After | ± |
| --- | ---: | ---: | ---: |
| \`src/a.ts\` | 10 | 1,250 | +1,240 |
`);
});

it("says so when it is the first map", () => {
  const text = render(null, atlasOf([fileOf("a.ts")]));
  expect(text).toContain("This is the first map");
  expect(text).not.toMatch(/Added|New|since/);
});

it("stays a few lines for an empty map", () => {
  expect(render(null, atlasOf([])).split("\n").length).toBeLessThan(10);
});

it("is bounded however much has changed", () => {
  const many = (prefix: string) =>
    Array.from({ length: 500 }, (_, place) =>
      fileOf(`${prefix}/${"`|".repeat(40)}${"x".repeat(200)}/${place}.ts`, {
        language: `language-${place}`,
        bytes: place,
      }),
    );
  const all = Array.from({ length: 500 }, (_, place) => place);
  const cycles = all.slice(0, 400).map((place) => all.slice(place, place + 40));
  const ownerFaults = all.map((place) => ({ line: place + 1, reason: `reason ${place}` }));
  const before = atlasOf(
    many("old").map((file) => ({ ...file, people: [[0, 1]] })),
    { people: ["Ann"], cycles },
  );
  const kept = before.files
    .slice(0, 100)
    .map(({ people: _, ...file }) => ({ ...file, lines: 99, fault: "link" as const }));
  const text = render(before, atlasOf([...many("new"), ...kept], { owners: ["@t"], cycles, ownerFaults }));
  expect(text.split("\n").length).toBeLessThanOrEqual(200);
  expect(text.length).toBeLessThanOrEqual(60_000);
});

const hostile = fc.oneof(
  fc.constantFrom(
    "`",
    "``a",
    "a`|`b",
    "a\\|b",
    "x | y",
    "</script><img src=x>",
    "@everyone",
    "closes #1",
    "a\nb",
    "[x](http://evil.example)",
    "\u202Egnp.exe",
  ),
  fc.string({ unit: "binary", minLength: 1 }),
  fc.string({ unit: fc.constantFrom("`", "|", "\\", " ", "a", "*", "<"), minLength: 1 }),
);

it("keeps every path inside its code span and its cell", () => {
  fc.assert(
    fc.property(hostile, (path) => {
      const after = atlasOf([fileOf(path, { lines: 7, changes: 3 })], { owners: ["@t"] });
      const shown = renderSafeMarkdown(render(atlasOf([]), after) as Untrusted, door);
      const rows = shown.split("\n").filter((line) => line.startsWith("|") && /\| +3 \| +7 \|$/.test(line));
      expect(rows).toHaveLength(1);
      expect(shown.split("\n").filter((line) => /^#+ /.test(line))).toEqual([
        "## Map of `aaaaaaaaaaaa`",
        "### Source files newly without an owner",
        "### Languages",
        "### Most changed",
        "### Added",
      ]);
      expect(shown.replace(/(`+).*?[^`]\1(?!`)/g, "")).not.toMatch(/[<@]|evil|#1/);
    }),
    { numRuns: 60 },
  );
});
