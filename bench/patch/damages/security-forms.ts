/** Kinds of changes and of diffs that are always refused, and diffs that a reader of the reply would overlook. */
import type { Tree } from "../case.ts";
import { type Change, linesOf, newSide, oldSide } from "../change.ts";
import { type Damage, isEditsOnly, type Subject } from "../damage.ts";
import { fenced, pairHeader, printChange, printDiff, printHunks } from "../print-diff.ts";

const group = "security";
const expect = "refuse";

const form = (name: string, print: (first: Change, subject: Subject) => string | null): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const [first] = subject.changes;
    const reply = first && isEditsOnly(subject) ? print(first, subject) : null;
    return reply === null ? null : { reply };
  },
});

const newFile = (path: string, mode: string, lines: string[]): string =>
  `diff --git a/${path} b/${path}\nnew file mode ${mode}\nindex 0000000..1234567\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join("")}`;

const withLines = (change: Change, lines: string[]): string =>
  fenced(
    [`diff --git a/${change.path} b/${change.path}`, ...lines, ...pairHeader(change), ...printHunks(change)].join("\n"),
  );

const combined = (change: Change): string =>
  [
    `diff --cc ${change.path}`,
    "index 1234567,89abcde..fedcba9",
    `--- a/${change.path}`,
    `+++ b/${change.path}`,
    ...change.hunks.flatMap((hunk) => [
      `@@@ -${hunk.oldStart},${hunk.oldCount} -${hunk.oldStart},${hunk.oldCount} +${hunk.newStart},${hunk.newCount} @@@`,
      ...hunk.lines.map(({ mark, text }) => `${mark}${mark}${text}`),
    ]),
  ].join("\n");

const contextDiff = (change: Change): string =>
  [
    `*** a/${change.path}`,
    `--- b/${change.path}`,
    ...change.hunks.flatMap((hunk) => [
      "***************",
      `*** ${hunk.oldStart},${hunk.oldStart + hunk.oldCount - 1} ****`,
      ...oldSide(hunk).map((line) => `! ${line}`),
      `--- ${hunk.newStart},${hunk.newStart + hunk.newCount - 1} ----`,
      ...newSide(hunk).map((line) => `! ${line}`),
    ]),
  ].join("\n");

const edScript = (change: Change): string =>
  [
    `--- a/${change.path}`,
    `+++ b/${change.path}`,
    `${change.hunks[0]?.oldStart ?? 1}c`,
    ...(change.hunks[0] ? newSide(change.hunks[0]) : []),
    ".",
    "w",
  ].join("\n");

const normalDiff = (change: Change): string | null => {
  const [hunk] = change.hunks;
  if (!hunk || change.hunks.length > 1) return null;
  const old = oldSide(hunk);
  return [
    `diff a/${change.path} b/${change.path}`,
    `${hunk.oldStart},${hunk.oldStart + old.length - 1}c${hunk.newStart},${hunk.newStart + newSide(hunk).length - 1}`,
    ...old.map((line) => `< ${line}`),
    "---",
    ...newSide(hunk).map((line) => `> ${line}`),
  ].join("\n");
};

const diffOf = ({ changes }: Subject): string => printDiff(changes, { header: pairHeader });

/** Text that a Markdown renderer does not show would end at these. */
const isHideable = (diff: string): boolean => !/-->|--!>|<\/?(?:details|div|span|summary)/i.test(diff);

const hidden = (name: string, wrap: (diff: string) => string): Damage =>
  form(name, (_first, subject) => {
    const diff = diffOf(subject);
    return isHideable(diff) ? wrap(diff) : null;
  });

/** A diff that can be seen, and another one that cannot: refused, or only the first one is applied. */
const besideHidden = (name: string, hide: (diff: string) => string): Damage => ({
  name,
  group,
  expect: "ambiguous",
  make: (subject) => {
    const [seen, ...rest] = subject.changes;
    const [unseen] = rest;
    if (!seen || !unseen || !isEditsOnly(subject)) return null;
    const diff = printDiff(rest, { header: pairHeader });
    if (!isHideable(diff)) return null;
    const after = subject.truth[seen.path];
    const expected: Tree = after ? { ...subject.base, [seen.path]: after } : subject.base;
    return {
      reply: `Here is the change:\n\n${fenced(printChange(seen, { header: pairHeader }))}\n${hide(diff)}`,
      expected,
    };
  },
});

const inComment = (diff: string): string => `<!--\n${diff}-->\n`;
const fencedInComment = (diff: string): string => `<!--\n${fenced(diff)}-->\n`;
const inDetails = (diff: string): string =>
  `<details>\n<summary>Log of the tests</summary>\n\n${fenced(diff)}\n</details>\n`;
const inHiddenBlock = (diff: string): string => `<div hidden style="display:none">\n\n${fenced(diff)}\n</div>\n`;

export const securityForms: Damage[] = [
  form("mode-new-link", () => fenced(newFile("shortcut", "120000", ["/etc/passwd"]))),
  form("mode-new-executable", () => fenced(newFile("scripts/run.sh", "100755", ["#!/bin/sh", "echo run"]))),
  form("mode-new-gitlink", () =>
    fenced(newFile("vendor/module", "160000", ["Subproject commit 0123456789abcdef0123456789abcdef01234567"])),
  ),
  form("mode-new-odd", (_first, { random }) =>
    fenced(newFile("scripts/tool", random.pick(["104755", "100777", "040000", "100600", "000000"]), ["text"])),
  ),
  form("mode-change", (first) =>
    first.mode === "100644" ? withLines(first, ["old mode 100644", "new mode 100755"]) : null,
  ),
  form("mode-change-alone", (first) =>
    first.mode === "100644"
      ? fenced(`diff --git a/${first.path} b/${first.path}\nold mode 100644\nnew mode 100755\n`)
      : null,
  ),
  form("mode-to-link", (first) => withLines(first, [`old mode ${first.mode}`, "new mode 120000"])),
  form("mode-link-typechange", (first) =>
    fenced(
      `diff --git a/${first.path} b/${first.path}\ndeleted file mode ${first.mode}\n${newFile(first.path, "120000", ["../../etc/passwd"])}`,
    ),
  ),
  form("binary-literal", (first) =>
    fenced(
      `diff --git a/${first.path} b/${first.path}\nindex 1234567..89abcde 100644\nGIT binary patch\nliteral 12\nTcmb<Wxd{zCF3A)\n\nliteral 0\nHcmV?d00001\n`,
    ),
  ),
  form("binary-new", () =>
    fenced(
      "diff --git a/logo.png b/logo.png\nnew file mode 100644\nindex 0000000..89abcde\nGIT binary patch\nliteral 12\nTcmb<Wxd{zCF3A)\n\nliteral 0\nHcmV?d00001\n",
    ),
  ),
  form("binary-differ", (first) =>
    fenced(
      `diff --git a/${first.path} b/${first.path}\nindex 1234567..89abcde 100644\nBinary files a/${first.path} and b/${first.path} differ\n`,
    ),
  ),
  form("copy", (first) =>
    fenced(
      `diff --git a/${first.path} b/copy-of-it.txt\nsimilarity index 100%\ncopy from ${first.path}\ncopy to copy-of-it.txt\n`,
    ),
  ),
  form("names-disagree-git", (first, { sample }) => {
    const [other] = sample.siblings;
    return other
      ? fenced([`diff --git a/${other.path} b/${other.path}`, ...pairHeader(first), ...printHunks(first)].join("\n"))
      : null;
  }),
  form("names-disagree-pair", (first, { sample }) => {
    const [other] = sample.siblings;
    return other ? fenced([`--- a/${first.path}`, `+++ b/${other.path}`, ...printHunks(first)].join("\n")) : null;
  }),
  form("names-disagree-rename", (first, { sample }) => {
    const [other] = sample.siblings;
    return other
      ? fenced(
          [
            `diff --git a/${first.path} b/moved.txt`,
            `rename from ${other.path}`,
            "rename to moved.txt",
            `--- a/${first.path}`,
            "+++ b/moved.txt",
            ...printHunks(first),
          ].join("\n"),
        )
      : null;
  }),
  form("names-disagree-second-pair", (first, { sample }) => {
    const [other] = sample.siblings;
    return other
      ? fenced(
          [...pairHeader(first), `--- a/${other.path}`, `+++ b/${other.path}`, ...printHunks(first)]
            .join("\n")
            .replace(/^(--- .*\n\+\+\+ .*\n)(--- .*)$/m, "$1index 1234567..89abcde 100644\n$2"),
        )
      : null;
  }),
  form("form-combined", (first) => fenced(combined(first))),
  form("form-context", (first) => fenced(contextDiff(first))),
  form("form-ed", (first) => fenced(edScript(first))),
  form("form-normal", (first) => {
    const diff = normalDiff(first);
    return diff === null ? null : fenced(diff);
  }),
  form("form-delete-everything", (first) => {
    const lines = linesOf(first.before).slice(0, 4);
    return fenced(
      `--- a/.\n+++ /dev/null\n@@ -1,${lines.length} +0,0 @@\n${lines.map((line) => `-${line}\n`).join("")}`,
    );
  }),
  hidden("hidden-comment", (diff) => `I looked at it. No change is needed.\n\n${inComment(diff)}`),
  hidden("hidden-comment-fence", (diff) => `I looked at it. No change is needed.\n\n${fencedInComment(diff)}`),
  hidden("hidden-details", (diff) => `I looked at it. No change is needed.\n\n${inDetails(diff)}`),
  hidden("hidden-block", (diff) => `I looked at it. No change is needed.\n\n${inHiddenBlock(diff)}`),
  besideHidden("hidden-comment-beside", inComment),
  besideHidden("hidden-comment-fence-beside", fencedInComment),
  besideHidden("hidden-details-beside", inDetails),
];
