import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileChange } from "../domain/patch.ts";
import { applyPatch } from "./apply.ts";
import { extractDiff } from "./extract.ts";
import { parsePatch } from "./parse.ts";
import { baseOf, randomChanges } from "./random-texts.fixture.ts";
import { renderPatch } from "./render.ts";

const roundTrip = (changes: FileChange[], text = renderPatch(changes)) => {
  const patch = parsePatch(text);
  return patch.ok ? applyPatch(patch.value, baseOf(changes)) : patch;
};

const write = (root: string, path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const applyWithGit = (changes: FileChange[]): (string | null)[] => {
  const root = mkdtempSync(join(tmpdir(), "render-"));
  try {
    for (const { path, before } of changes) if (before !== null) write(root, path, before);
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], {
      cwd: root,
      input: renderPatch(changes),
      stdio: ["pipe", "pipe", "pipe"],
      env: { PATH: process.env.PATH, HOME: root, GIT_CEILING_DIRECTORIES: dirname(root), GIT_CONFIG_NOSYSTEM: "1" },
    });
    return changes.map(({ path }) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

describe("renderPatch", () => {
  it("is read back as exactly the same changes", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        expect(roundTrip(changes)).toEqual({ ok: true, value: changes });
      }),
      { numRuns: 1_000 },
    );
  });

  it("is read back from inside a model's reply", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        const reply = `Here it is:\n\n\`\`\`\`\`diff\n${renderPatch(changes)}\`\`\`\`\`\n\nDone.\n`;
        const diff = extractDiff(reply);
        expect(diff.ok && roundTrip(changes, diff.value)).toEqual({ ok: true, value: changes });
      }),
    );
  });

  it("is applied by git with the same result", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        expect(applyWithGit(changes)).toEqual(changes.map(({ after }) => after));
      }),
      { numRuns: 60 },
    );
  });

  it("prints headers as git does", () => {
    const text = renderPatch([
      { path: "a b.txt", before: "1\n2\n3\n4\n5\n", after: "1\n2\n3\n4\nfive" },
      { path: "new/é.txt", before: null, after: "" },
      { path: "gone.txt", before: "x\n", after: null },
    ]);
    expect(text).toBe(
      [
        "diff --git a/a b.txt b/a b.txt",
        "--- a/a b.txt\t",
        "+++ b/a b.txt\t",
        "@@ -2,4 +2,4 @@",
        " 2",
        " 3",
        " 4",
        "-5",
        "+five",
        "\\ No newline at end of file",
        'diff --git "a/new/\\303\\251.txt" "b/new/\\303\\251.txt"',
        "new file mode 100644",
        "diff --git a/gone.txt b/gone.txt",
        "deleted file mode 100644",
        "--- a/gone.txt",
        "+++ /dev/null",
        "@@ -1 +0,0 @@",
        "-x",
        "",
      ].join("\n"),
    );
  });

  it("prints a moved file as a rename and an unlike pair as two files", () => {
    const before = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join("");
    const moved: FileChange[] = [
      { path: "old.ts", before, after: null },
      { path: "new.ts", before: null, after: before.replace("line 3", "line three") },
    ];
    expect(renderPatch(moved)).toContain(
      "rename from old.ts\nrename to new.ts\n--- a/old.ts\n+++ b/new.ts\n@@ -1,7 +1,7 @@",
    );
    expect(roundTrip(moved)).toEqual({ ok: true, value: moved });
    expect(applyWithGit(moved)).toEqual(moved.map(({ after }) => after));
    const unlike: FileChange[] = [moved[0], { path: "new.ts", before: null, after: "other\n" }].filter(
      (one) => one !== undefined,
    );
    expect(renderPatch(unlike)).not.toContain("rename");
    expect(roundTrip(unlike)).toEqual({ ok: true, value: unlike });
  });

  it("leaves out files that stay as they are", () => {
    expect(renderPatch([{ path: "a", before: "x", after: "x" }])).toBe("");
  });

  it("falls back to replacing a text that is too different to compare line by line", () => {
    const text = (word: string) => Array.from({ length: 1_000 }, (_, i) => `${word} ${i}\n`).join("");
    const changes: FileChange[] = [{ path: "a", before: `${text("old")}end\n`, after: `${text("new")}end\n` }];
    expect(renderPatch(changes)).toContain("@@ -1,1001 +1,1001 @@");
    expect(roundTrip(changes)).toEqual({ ok: true, value: changes });
  });
});
