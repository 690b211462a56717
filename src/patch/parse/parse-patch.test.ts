import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileChange } from "../../domain/patch.ts";
import { baseOf, randomChanges } from "../random-texts.fixture.ts";
import { renderPatch } from "../render.ts";
import { applyExactly, printPatchSet } from "./apply-exactly.fixture.ts";
import { parsePatch } from "./parse-patch.ts";

const diff = (...lines: string[]) => `${lines.join("\n")}\n`;

const byPath = (changes: FileChange[]) =>
  changes
    .map(({ path, before, after }) => [path, before, after])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));

/** The changes as `git diff-tree` prints them, once for each list of options. */
const printWithGit = (changes: FileChange[], options: string[][]): string[] => {
  const root = mkdtempSync(join(tmpdir(), "parse-"));
  const env = { PATH: process.env.PATH, HOME: root, GIT_CEILING_DIRECTORIES: dirname(root), GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, env, encoding: "utf8" });
  const writeTree = (side: "before" | "after"): string => {
    mkdirSync(join(root, side));
    for (const change of changes) {
      const file = join(root, side, change.path);
      mkdirSync(dirname(file), { recursive: true });
      if (change[side] !== null) writeFileSync(file, change[side]);
    }
    git("-c", "core.autocrlf=false", `--work-tree=${side}`, "add", "-A");
    return git("write-tree").trim();
  };
  try {
    git("init", "-q");
    const trees = [writeTree("before"), writeTree("after")];
    return options.map((chosen) => git("diff-tree", "-r", "-p", "--text", ...chosen, ...trees));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

describe("parsePatch on what was printed", () => {
  it("gives the rendered changes again", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        const patch = parsePatch(renderPatch(changes));
        expect(patch.ok && applyExactly(patch.value, baseOf(changes))).toEqual(changes);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is the same when it is printed and parsed again", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        const patch = parsePatch(renderPatch(changes));
        expect(patch.ok && parsePatch(printPatchSet(patch.value))).toEqual(patch);
      }),
      { numRuns: 500 },
    );
  });

  it("gives the changes that git prints", () => {
    const all = fc.array(randomChanges, { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(all, (many) => {
        const changes = many.flatMap((some, index) => some.map((one) => ({ ...one, path: `${index}/${one.path}` })));
        for (const text of printWithGit(changes, [["-M"], ["--full-index"], ["-U1"], ["-M10%", "-D"]])) {
          const patch = parsePatch(text);
          expect(patch.ok ? [] : patch.error).toEqual([]);
          expect(patch.ok && byPath(applyExactly(patch.value, baseOf(changes)))).toEqual(byPath(changes));
        }
      }),
      { numRuns: 2, endOnFailure: true, seed: 2_026 },
    );
  });
});

const git = ["diff --git a/x b/x", "index 1234567..89abcde 100644", "--- a/x", "+++ b/x"];
const hunk = ["@@ -1,2 +1,2 @@ f()", " a", "-b", "+c"];

describe("parsePatch accepts", () => {
  const cases: [string, string, unknown][] = [
    [
      "a change",
      diff(...git, ...hunk),
      { kind: "modify", path: "x", hunks: [{ oldStart: 1, newStart: 1, section: "f()" }] },
    ],
    [
      "an empty new file",
      diff("diff --git a/x b/x", "new file mode 100644", "index 0000000..e69de29"),
      { kind: "add", content: "" },
    ],
    ["an executable that goes", diff("diff --git a/x b/x", "deleted file mode 100755"), { kind: "delete", hunks: [] }],
    [
      "a rename alone",
      diff("diff --git a/x b/y", "similarity index 100%", "rename from x", "rename to y"),
      { kind: "rename", from: "x", path: "y", hunks: [] },
    ],
    [
      "names that git leaves unquoted on request",
      diff("diff --git a/ü b/ü", "--- a/ü", "+++ b/ü", ...hunk),
      { kind: "modify", path: "ü" },
    ],
    [
      "missing newlines on both sides",
      diff(...git, "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b", "\\ No newline at end of file"),
      { hunks: [{ oldNoNewline: true, newNoNewline: true }] },
    ],
    [
      "a missing newline of both sides' last line",
      diff(...git, "@@ -1,2 +1 @@", "-a", " b", "\\ No newline at end of file"),
      { hunks: [{ oldNoNewline: true, newNoNewline: true }] },
    ],
  ];
  it.each(cases)("%s", (_, text, file) => {
    expect(parsePatch(text)).toMatchObject({ ok: true, value: { files: [file] } });
  });
});

describe("parsePatch refuses", () => {
  const bare = ["--- a/x", "+++ b/x"];
  const cases: [string, string, RegExp][] = [
    ["nothing", "", /^empty/],
    ["words", "just words\n", /^empty/],
    ["a patch that is cut off", diff(...git, ...hunk).slice(0, -1), /^malformed@8: the patch is cut off/],
    ["words in front", diff("words", ...git, ...hunk), /^malformed@1 x: the line belongs to no file/],
    ["a blank line behind", diff(...git, ...hunk, ""), /^malformed@9 x: the line belongs to no hunk/],
    ["words behind", diff(...git, ...hunk, "", "words"), /^malformed@9 x: the line belongs to no hunk/],
    ["a signature", diff(...git, ...hunk, "-- ", "2.39.5"), /^malformed@9 x/],
    ["words between files", diff(...git, ...hunk, "words", ...git, ...hunk), /^malformed@9 x: the line belongs/],
    [
      "words between hunks",
      diff(...git, ...hunk, "words", "@@ -9 +9 @@", "-d", "+e"),
      /^malformed@9 x: the line belongs/,
    ],
    ["no `diff --git`", diff(...bare, ...hunk), /^malformed@1 x: `diff --git a\/x b\/x` is expected here/],
    ["no `---`", diff("diff --git a/x b/x", "+++ b/x", ...hunk), /^malformed@2 x: `--- a\/x` is expected/],
    ["names in reverse", diff("diff --git a/x b/x", "+++ b/x", "--- a/x", ...hunk), /^malformed@2 x: `--- a\/x` is/],
    ["other prefixes", diff("diff --git i/x w/x", "--- i/x", "+++ w/x", ...hunk), /^malformed@1 x: `diff --git a/],
    ["doubled prefixes", diff("diff --git a/a/x b/b/x", "--- a/a/x", "+++ b/b/x", ...hunk), /^malformed@1 x/],
    ["a timestamp", diff("diff --git a/x b/x", "--- a/x\t2024-01-01", "+++ b/x", ...hunk), /^malformed@2 x/],
    ["svn's lines", diff("Index: x", "=====", ...git, ...hunk), /^malformed@1 x/],
    ["returns", diff(...git, ...hunk).replaceAll("\n", "\r\n"), /^malformed@1 x/],
    ["a byte order mark", `\uFEFF${diff(...git, ...hunk)}`, /^malformed@1 x/],
    ["a header twice", diff(...git, hunk[0] ?? "", ...hunk), /^malformed@9 x: the line belongs/],
    [
      "a mode that changes nothing",
      diff("diff --git a/x b/x", "old mode 100644", "new mode 100644", ...bare, ...hunk),
      /^malformed@2 x/,
    ],
    ["an executable new file", diff("diff --git a/x b/x", "new file mode 100755"), /^malformed@1 x: .*100644/],
    [
      "a null side without its mode",
      diff("diff --git a/x b/x", "--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", "+a"),
      /^malformed@2 x/,
    ],
    ["a rename in another spelling", diff("diff --git a/x b/y", "rename from a/x", "rename to b/y"), /^malformed@2 y/],
    [
      "an unquoted tab",
      diff("diff --git a/x\ty b/x\ty", "deleted file mode 100644"),
      /^malformed@1 x\ty: `diff --git "a/,
    ],
    ["wrong counts", diff(...git, "@@ -1,3 +1,2 @@", " a", "-b", "+c"), /^malformed@5 x#1: the hunk states 3 old/],
    ["no numbers", diff(...git, "@@", " a", "-b", "+c"), /^malformed@5 x#1: the hunk's header/],
    [
      "numbers without the second mark",
      diff(...git, "@@ -1,2 +1,2", " a", "-b", "+c"),
      /^malformed@5 x#1: the hunk's header/,
    ],
    ["numbers that are too large", diff(...git, "@@ -1,2 +9999999999,2 @@", " a", "-b", "+c"), /^malformed@5 x#1/],
    [
      "a blank line without mark",
      diff(...git, "@@ -1,3 +1,3 @@", " a", "", "-b", "+c"),
      /^malformed@7 x#1: the line has none/,
    ],
    [
      "a mark inside",
      diff(...git, "@@ -1,2 +1,2 @@", " a", "\\ No newline at end of file", "-b", "+c"),
      /^malformed@5 x#1.*end of the hunk/,
    ],
    [
      "a mark first",
      diff(...git, "@@ -1 +1 @@", "\\ No newline at end of file", "-b", "+c"),
      /^malformed@6 x#1.*not expected/,
    ],
    [
      "a mark twice",
      diff(...git, "@@ -1 +0,0 @@", "-b", "\\ No newline", "\\ No newline"),
      /^malformed@8 x#1.*not expected/,
    ],
    [
      "a new file with context",
      diff("diff --git a/x b/x", "new file mode 100644", "--- /dev/null", "+++ b/x", "@@ -1 +1,2 @@", "+a", " b"),
      /^malformed@1 x: a new file/,
    ],
    [
      "a deleted file with added lines",
      diff("diff --git a/x b/x", "deleted file mode 100644", "--- a/x", "+++ /dev/null", "@@ -1 +1 @@", "-a", "+b"),
      /^malformed@1 x: it deletes/,
    ],
    ["a fault", diff("diff --git a/x b/y", ...bare, ...hunk), /^malformed@1 x: `diff --git`/],
    ["a file twice", diff(...git, ...hunk, ...git, ...hunk), /two entries/],
    [
      "names that differ by case",
      diff(...git, ...hunk, "diff --git a/X b/X", "deleted file mode 100644"),
      /^unsafe-path.*same file/,
    ],
    ["an unsafe path", diff("diff --git a/../x b/../x", "deleted file mode 100644"), /^unsafe-path/],
    ["an unsafe old name", diff("diff --git a/.git/x b/y", "rename from .git/x", "rename to y"), /^unsafe-path/],
  ];
  it.each(cases)("%s", (_, text, expected) => {
    const parsed = parsePatch(text);
    const refused = parsed.ok ? [] : parsed.error;
    const printed = refused.map(({ reason, path, hunk, line, detail }) => {
      const place = `${line === null ? "" : `@${line}`}${path === null ? "" : ` ${path}`}${hunk === null ? "" : `#${hunk}`}`;
      return `${reason}${place}: ${detail}`;
    });
    expect(printed.join("\n")).toMatch(expected);
  });

  it("every broken entry at once", () => {
    const text = diff(...git, "@@ -1 +1 @@", "-b", "+c", "+d", "diff --git a/y b/y", "--- a/y", "+++ b/z", ...hunk);
    expect(parsePatch(text)).toMatchObject({
      ok: false,
      error: [
        { path: "x", hunk: 1, line: 5 },
        { path: "z", line: 9 },
      ],
    });
  });
});
