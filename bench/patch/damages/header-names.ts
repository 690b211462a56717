/** File headers that are missing, shortened or spelt in another way. */
import type { Expect } from "../case.ts";
import { type Change, linesOf, oldSide, placesOf } from "../change.ts";
import { type Damage, isEditsOnly, type Subject, without } from "../damage.ts";
import {
  fenced,
  gitHeader,
  inReply,
  pairHeader,
  pickHeader,
  printChange,
  printDiff,
  printHunks,
} from "../print-diff.ts";

const group = "headers";

/** Edits only, each header spelt by `header`. */
const named = (
  name: string,
  header: (change: Change, subject: Subject) => string[],
  expect: Expect = "apply",
): Damage => ({
  name,
  group,
  expect,
  make: (subject) =>
    isEditsOnly(subject)
      ? { reply: inReply(subject.random, printDiff(subject.changes, { header: (change) => header(change, subject) })) }
      : null,
});

const paired = (name: string, spell: (path: string, side: "a" | "b") => string, expect: Expect = "apply"): Damage =>
  named(name, ({ path }) => [`--- ${spell(path, "a")}`, `+++ ${spell(path, "b")}`], expect);

/** Hunks alone in a fence for each file; `around` says where the path stands. */
const besideFence = (
  name: string,
  around: (path: string, hunks: string) => string,
  expect: Expect = "apply",
): Damage => ({
  name,
  group,
  expect,
  make: (subject) =>
    isEditsOnly(subject)
      ? { reply: subject.changes.map((change) => around(change.path, `${printHunks(change).join("\n")}\n`)).join("\n") }
      : null,
});

/** Gives the first changed file another name, in the tree and in the diff. */
const renamedFile = (name: string, rename: (path: string) => string, header: (change: Change) => string[]): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const [first, ...rest] = subject.changes;
    if (!first || !isEditsOnly(subject)) return null;
    const path = rename(first.path);
    const changes = [{ ...first, path, from: path }, ...rest];
    const move = (tree: Subject["base"]) => {
      const moved = tree[first.path];
      return moved ? { ...without(tree, first.path), [path]: moved } : tree;
    };
    return { reply: fenced(printDiff(changes, { header })), base: move(subject.base), expected: move(subject.truth) };
  },
});

const textIn = (tree: Subject["base"], path: string): string => {
  const found = tree[path];
  return found && "text" in found ? found.text : "";
};

const inLastName = (path: string, change: (name: string) => string): string => path.replace(/[^/]+$/, change);

const octal = (text: string): string =>
  [...Buffer.from(text, "utf8")]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`))
    .join("");

const quotedHeader = ({ path, hunks }: Change): string[] =>
  hunks.length === 0
    ? []
    : [`diff --git "a/${octal(path)}" "b/${octal(path)}"`, `--- "a/${octal(path)}"`, `+++ "b/${octal(path)}"`];

const accented = (path: string): string => inLastName(path, (name) => `résumé-${name}`);
const spaced = (path: string): string => inLastName(path, (name) => `my ${name}`);
const baseName = (path: string): string => path.replace(/^.*\//, "");
const inFolder = ({ changes }: Subject): boolean => changes.every(({ path }) => path.includes("/"));

const shortened = (name: string, spell: (path: string, subject: Subject) => string): Damage => {
  const damage = named(
    name,
    (change, subject) => [`--- a/${spell(change.path, subject)}`, `+++ b/${spell(change.path, subject)}`],
    "ambiguous",
  );
  return { ...damage, make: (subject) => (inFolder(subject) ? damage.make(subject) : null) };
};

export const headerNames: Damage[] = [
  named("name-git-line-only", ({ path }) => [`diff --git a/${path} b/${path}`]),
  named("name-old-only", ({ path }) => [`--- a/${path}`]),
  named("name-new-only", ({ path }) => [`+++ b/${path}`]),
  named("name-git-and-new-only", ({ path }) => [`diff --git a/${path} b/${path}`, `+++ b/${path}`]),
  named("name-index-line", ({ path }) => [`Index: ${path}`, "=".repeat(67), `--- ${path}`, `+++ ${path}`]),
  paired("prefix-missing", (path) => path),
  paired("prefix-missing-old", (path, side) => (side === "a" ? path : `b/${path}`)),
  paired("prefix-missing-new", (path, side) => (side === "b" ? path : `a/${path}`)),
  paired("prefix-doubled", (path, side) => `${side}/${side}/${path}`),
  // The grammar of paths knows no dots, however harmless these are.
  paired("prefix-dot", (path) => `./${path}`, "ambiguous"),
  paired("prefix-dot-inside", (path, side) => `${side}/./${path}`, "ambiguous"),
  paired("prefix-both-a", (path) => `a/${path}`),
  paired("prefix-words", (path, side) => `${side === "a" ? "old" : "new"}/${path}`),
  paired("prefix-mnemonic", (path, side) => `${side === "a" ? "i" : "w"}/${path}`),
  paired(
    "name-timestamp-tab",
    (path, side) => `${side}/${path}\t2024-03-0${side === "a" ? 1 : 2} 10:20:30.000000000 +0100`,
  ),
  paired("name-timestamp-space", (path, side) => `${side}/${path} 2024-03-0${side === "a" ? 1 : 2} 10:20:30`),
  paired("name-revision", (path, side) => `${side}/${path}\t(${side === "a" ? "original" : "modified"})`),
  paired("name-trailing-space", (path, side) => `${side}/${path}  `, "ambiguous"),
  paired("name-quoted", (path, side) => `"${side}/${path}"`),
  paired("name-backticks", (path, side) => `\`${side}/${path}\``),
  named("name-index-invented", ({ path }) => [
    `diff --git a/${path} b/${path}`,
    "index 1234567..89abcde 100644",
    `--- a/${path}`,
    `+++ b/${path}`,
  ]),
  named("name-blank-between", ({ path }) => [`--- a/${path}`, "", `+++ b/${path}`, ""]),
  named("mode-same", ({ path, mode }) => [
    `diff --git a/${path} b/${path}`,
    `old mode ${mode}`,
    `new mode ${mode}`,
    `--- a/${path}`,
    `+++ b/${path}`,
  ]),
  renamedFile("path-octal", accented, quotedHeader),
  renamedFile("path-accented", accented, pairHeader),
  renamedFile("path-space", spaced, pairHeader),
  renamedFile("path-space-git", spaced, (change) =>
    gitHeader(change).map((line) => (/^(?:---|\+\+\+) /.test(line) ? `${line}\t` : line)),
  ),
  renamedFile("path-space-quoted", spaced, ({ path }) => [`--- "a/${path}"`, `+++ "b/${path}"`]),
  besideFence("name-in-info", (path, hunks) => fenced(hunks, `diff ${path}`)),
  besideFence("name-in-info-title", (path, hunks) => fenced(hunks, `diff title="${path}"`)),
  besideFence("name-in-heading", (path, hunks) => `### ${path}\n\n${fenced(hunks)}`),
  besideFence("name-in-heading-code", (path, hunks) => `### \`${path}\`\n\n${fenced(hunks)}`),
  besideFence("name-bold", (path, hunks) => `**${path}**\n\n${fenced(hunks)}`),
  besideFence("name-bold-code", (path, hunks) => `**\`${path}\`**:\n${fenced(hunks)}`),
  besideFence("name-file-label", (path, hunks) => `File: ${path}\n${fenced(hunks)}`),
  besideFence("name-file-label-code", (path, hunks) => `File: \`${path}\`\n\n${fenced(hunks)}`),
  besideFence("name-alone-above", (path, hunks) => `${path}\n${fenced(hunks)}`),
  besideFence("name-in-sentence", (path, hunks) => `In \`${path}\`:\n\n${fenced(hunks)}`),
  besideFence("name-nowhere", (_path, hunks) => `Here is the change:\n\n${fenced(hunks)}`, "ambiguous"),
  shortened("name-file-only", baseName),
  shortened("name-with-repository", (path, { sample }) => `${sample.repo.replace(/^.*\//, "")}/${path}`),
  shortened("name-other-case", (path) => inLastName(path, (name) => name.toUpperCase())),
  {
    name: "mode-executable-kept",
    group,
    expect: "apply",
    make: (subject) => {
      const [first] = subject.changes;
      if (!first || !isEditsOnly(subject)) return null;
      const executable = (tree: Subject["base"]) => ({
        ...tree,
        [first.path]: { mode: "100755", text: textIn(tree, first.path) },
      });
      const header = subject.random.chance(0.5) ? gitHeader : pairHeader;
      const stated = subject.changes.map((change) => ({ ...change, mode: change === first ? "100755" : change.mode }));
      return {
        reply: inReply(subject.random, printDiff(stated, { header })),
        base: executable(subject.base),
        expected: executable(subject.truth),
      };
    },
  },
  {
    name: "name-one-header-missing",
    group,
    expect: "ambiguous",
    make: (subject) => {
      const { changes, random } = subject;
      const [first, second] = changes;
      if (!first || !second || !isEditsOnly(subject)) return null;
      const shown = linesOf(`${first.before}${first.after}`);
      // Its hunks would fit the file above them.
      if (second.hunks.some((hunk) => placesOf(oldSide(hunk), shown).length > 0)) return null;
      const diff = changes
        .map((change, index) =>
          index === 1
            ? `${printHunks(change).join("\n")}\n`
            : printChange(change, { header: pickHeader(random, changes) }),
        )
        .join("");
      return { reply: inReply(random, diff) };
    },
  },
];
