import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileChange } from "../domain/patch.ts";
import { applyReply } from "./apply-reply.ts";
import { baseOf, randomChanges } from "./random-texts.fixture.ts";
import { renderPatch } from "./render.ts";

const roundTrip = (changes: FileChange[], text = renderPatch(changes)) => {
  const applied = applyReply(text, { read: baseOf(changes) });
  return applied.ok ? applied.value.changes.map(({ path, before, after }) => ({ path, before, after })) : applied.error;
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

const diffWithGit = (before: string, after: string): string => {
  const root = mkdtempSync(join(tmpdir(), "render-"));
  try {
    write(root, "before", before);
    write(root, "after", after);
    const args = ["-c", "core.autocrlf=false", "diff", "--no-index", "--no-ext-diff", "--no-color", "before", "after"];
    const { stdout } = spawnSync("git", args, {
      cwd: root,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: root, GIT_CEILING_DIRECTORIES: dirname(root), GIT_CONFIG_NOSYSTEM: "1" },
    });
    return stdout;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

const hunksOf = (diff: string): string => diff.slice(diff.search(/^@@ /m));

describe("renderPatch", () => {
  it("is read back as exactly the same changes", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        expect(roundTrip(changes)).toEqual(changes);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is read back from inside a model's reply", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        const reply = `Here it is:\n\n\`\`\`\`\`diff\n${renderPatch(changes)}\`\`\`\`\`\n\nDone.\n`;
        expect(roundTrip(changes, reply)).toEqual(changes);
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
    expect(roundTrip(moved)).toEqual(moved);
    expect(applyWithGit(moved)).toEqual(moved.map(({ after }) => after));
    const unlike: FileChange[] = [moved[0], { path: "new.ts", before: null, after: "other\n" }].filter(
      (one) => one !== undefined,
    );
    expect(renderPatch(unlike)).not.toContain("rename");
    expect(roundTrip(unlike)).toEqual(unlike);
  });

  it("prints a file that is known to have moved as a rename, however much of it changed", () => {
    const moved: FileChange[] = [
      { path: "old.ts", before: "one\n", after: null },
      { path: "new.ts", before: null, after: "two\n", from: "old.ts" },
    ];
    expect(renderPatch(moved)).toContain(
      "rename from old.ts\nrename to new.ts\n--- a/old.ts\n+++ b/new.ts\n@@ -1 +1 @@",
    );
    expect(applyWithGit(moved)).toEqual([null, "two\n"]);
    const empty: FileChange[] = moved.map((change) => ({
      ...change,
      ...(change.before === null ? { after: "" } : { before: "" }),
    }));
    expect(renderPatch(empty)).toBe("diff --git a/old.ts b/new.ts\nrename from old.ts\nrename to new.ts\n");
    expect(applyWithGit(empty)).toEqual([null, ""]);
  });

  it("leaves out files that stay as they are", () => {
    expect(renderPatch([{ path: "a", before: "x", after: "x" }])).toBe("");
  });

  it("lays hunks out as git does", () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 60 });
    const edits = fc.array(fc.tuple(fc.nat(60), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(numbers, edits, fc.boolean(), fc.boolean(), (lines, chosen, hasEnd, keepsEnd) => {
        let next = 100;
        const after = chosen.reduce(
          (now, [at, gone, added]) =>
            now.toSpliced(at % now.length, gone, ...Array.from({ length: added + 1 }, () => next++)),
          lines,
        );
        const [old, text] = [`${lines.join("\n")}${hasEnd ? "\n" : ""}`, `${after.join("\n")}${keepsEnd ? "\n" : ""}`];
        expect(hunksOf(renderPatch([{ path: "f", before: old, after: text }]))).toBe(hunksOf(diffWithGit(old, text)));
      }),
      { numRuns: 60 },
    );
  });

  it("joins hunks whose context touches and keeps the others apart", () => {
    const before = Array.from({ length: 20 }, (_, i) => `${i + 1}\n`).join("");
    const change = (line: number) => before.replace("3\n", "three\n").replace(`\n${line}\n`, "\nx\n");
    expect(renderPatch([{ path: "a", before, after: change(10) }]).match(/^@@.*/gm)).toEqual(["@@ -1,13 +1,13 @@"]);
    expect(renderPatch([{ path: "a", before, after: change(11) }]).match(/^@@.*/gm)).toEqual([
      "@@ -1,6 +1,6 @@",
      "@@ -8,7 +8,7 @@",
    ]);
  });

  it("keeps carriage returns and marks the end of each side alone", () => {
    const text = renderPatch([{ path: "a", before: "one\r\ntwo", after: "one\ntwo\n" }]);
    expect(text.split("\n").slice(3)).toEqual([
      "@@ -1,2 +1,2 @@",
      "-one\r",
      "-two",
      "\\ No newline at end of file",
      "+one",
      "+two",
      "",
    ]);
  });

  it("replaces a text whole when nothing of it stays", () => {
    const text = (word: string) => Array.from({ length: 1_000 }, (_, i) => `${word} ${i}\n`).join("");
    const changes: FileChange[] = [{ path: "a", before: `${text("old")}end\n`, after: `${text("new")}end\n` }];
    expect(renderPatch(changes)).toContain("@@ -1,1001 +1,1001 @@");
    expect(roundTrip(changes)).toEqual(changes);
  });

  it("shows thousands of edits of a large file as so many hunks", () => {
    const large = (count: number): FileChange => {
      const lines = Array.from({ length: count }, (_, i) =>
        i % 4 === 0 ? "  }" : `  const value${i} = "${"some text ".repeat(5)}";`,
      );
      const after = lines.flatMap((line, i) => (i % 40 === 9 ? [line, "  changed();"] : line));
      return { path: "a", before: `${lines.join("\n")}\n`, after: `${after.join("\n")}\n` };
    };
    expect(renderPatch([large(200_000)]).match(/^@@ /gm)).toHaveLength(5_000);
    const changes = [large(20_000)];
    expect(applyWithGit(changes)).toEqual(changes.map(({ after }) => after));
  });
});
