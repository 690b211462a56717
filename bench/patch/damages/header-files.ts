/** New and deleted files whose header is not as git writes it. */

import type { Expect } from "../case.ts";
import { type Change, linesOf } from "../change.ts";
import type { Damage, Subject } from "../damage.ts";
import { fenced, gitHeader, inReply, pairHeader, printChange, printDiff } from "../print-diff.ts";

const group = "headers";

/** Commits that create (or delete) a file; only those files get `header`. */
const of = (
  kind: "add" | "delete",
  name: string,
  header: (change: Change) => string[],
  expect: Expect = "apply",
): Damage => ({
  name,
  group,
  expect,
  make: ({ changes, random }) => {
    if (!changes.some((change) => change.kind === kind) || changes.some((change) => change.kind === "rename"))
      return null;
    const spell = (change: Change) => (change.kind === kind ? header(change) : pairHeader(change));
    return { reply: inReply(random, printDiff(changes, { header: spell })) };
  },
});

/** The new file's text without marks; only where no line could be read as marked. */
const bare = (
  name: string,
  print: (change: Change, content: string) => string | null,
  expect: Expect = "apply",
): Damage => ({
  name,
  group,
  expect,
  make: ({ changes }: Subject) => {
    if (!changes.some(({ kind }) => kind === "add") || changes.some(({ kind }) => kind === "rename")) return null;
    const parts = changes.map((change) => {
      if (change.kind !== "add") return fenced(printChange(change, { header: pairHeader }));
      const isPlain =
        change.after.endsWith("\n") && !/\r|^[-+\\@]/m.test(change.after) && !change.after.endsWith("\n\n");
      return isPlain ? print(change, change.after) : null;
    });
    return parts.includes(null) ? null : { reply: parts.join("\n") };
  },
});

const countOf = (content: string): number => linesOf(content).length;

export const headerFiles: Damage[] = [
  of("add", "new-without-dev-null", ({ path }) => [`--- a/${path}`, `+++ b/${path}`]),
  of("add", "new-git-without-mode", ({ path }) => [`diff --git a/${path} b/${path}`, "--- /dev/null", `+++ b/${path}`]),
  of("add", "new-git-mode-without-pair", ({ path }) => [`diff --git a/${path} b/${path}`, "new file mode 100644"]),
  of("add", "new-dev-null-bare", ({ path }) => ["--- dev/null", `+++ b/${path}`]),
  of("add", "new-dev-null-prefixed", ({ path }) => ["--- a/dev/null", `+++ b/${path}`]),
  of("add", "new-dev-null-dated", ({ path }) => [
    "--- /dev/null\t1970-01-01 00:00:00.000000000 +0000",
    `+++ b/${path}\t2024-03-01 10:20:30.000000000 +0100`,
  ]),
  of("add", "new-dev-null-no-prefix", ({ path }) => ["--- /dev/null", `+++ ${path}`]),
  of("add", "new-name-only", ({ path }) => [`+++ b/${path}`]),
  bare("new-without-plus", ({ path }, content) =>
    fenced(`--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${countOf(content)} @@\n${content}`),
  ),
  bare(
    "new-plus-without-header",
    ({ path }, content) => `New file \`${path}\`:\n\n${fenced(content.replace(/^/gm, "+").replace(/\+$/, ""))}`,
    "ambiguous",
  ),
  bare("new-without-hunk-header", ({ path }, content) =>
    fenced(
      `--- /dev/null\n+++ b/${path}\n${linesOf(content)
        .map((line) => `+${line}\n`)
        .join("")}`,
    ),
  ),
  of("delete", "delete-without-mode", pairHeader),
  of("delete", "delete-dev-null-bare", ({ path }) => [`--- a/${path}`, "+++ dev/null"]),
  of("delete", "delete-dev-null-prefixed", ({ path }) => [`--- a/${path}`, "+++ b/dev/null"]),
  of("delete", "delete-dev-null-dated", ({ path }) => [
    `--- a/${path}\t2024-03-01 10:20:30.000000000 +0100`,
    "+++ /dev/null\t1970-01-01 00:00:00.000000000 +0000",
  ]),
  of("delete", "delete-git-mode-without-pair", ({ path }) => [
    `diff --git a/${path} b/${path}`,
    "deleted file mode 100644",
  ]),
  {
    name: "delete-without-content",
    group,
    expect: "apply",
    make: ({ changes, random }) => {
      if (!changes.some(({ kind }) => kind === "delete")) return null;
      const emptied = changes.map((change) => (change.kind === "delete" ? { ...change, hunks: [] } : change));
      return { reply: inReply(random, printDiff(emptied, { header: gitHeader })) };
    },
  },
  {
    name: "delete-pair-without-content",
    group,
    expect: "apply",
    make: ({ changes, random }) => {
      if (!changes.some(({ kind }) => kind === "delete") || changes.some(({ kind }) => kind === "rename")) return null;
      const emptied = changes.map((change) => (change.kind === "delete" ? { ...change, hunks: [] } : change));
      return { reply: inReply(random, printDiff(emptied, { header: pairHeader })) };
    },
  },
  {
    name: "delete-partial-content",
    group,
    expect: "ambiguous",
    make: ({ changes, random }) => {
      const cut = changes.map((change) => ({
        ...change,
        hunks:
          change.kind === "delete"
            ? change.hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.slice(0, 5) }))
            : change.hunks,
      }));
      const isCut = changes.some(({ kind, hunks }) => kind === "delete" && hunks.some(({ lines }) => lines.length > 5));
      return isCut ? { reply: inReply(random, printDiff(cut, { header: gitHeader })) } : null;
    },
  },
];
