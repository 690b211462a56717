/** Paths that must never be written, in the spellings and formats that a reply can bring them in. */
import { type Damage, isEditsOnly, type Subject } from "../damage.ts";
import { fenced, pairHeader, printDiff } from "../print-diff.ts";

const group = "security";
const expect = "refuse";

const content = ["#!/bin/sh", "echo changed"];

const formats: ((path: string) => string)[] = [
  (path) => fenced(`--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,2 @@\n+${content.join("\n+")}\n`),
  (path) =>
    fenced(
      `diff --git a/${path} b/${path}\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,2 @@\n+${content.join("\n+")}\n`,
    ),
  (path) => fenced(`--- a/${path}\n+++ b/${path}\n@@ -0,0 +1,2 @@\n+${content.join("\n+")}\n`),
  (path) => fenced(`--- /dev/null\n+++ ${path}\n@@ -0,0 +1,2 @@\n+${content.join("\n+")}\n`),
  (path) => `*** Begin Patch\n*** Add File: ${path}\n+${content.join("\n+")}\n*** End Patch\n`,
  (path) => `### ${path}\n\n${fenced(`${content.join("\n")}\n`, "sh")}`,
  (path) => fenced(`${content.join("\n")}\n`, `sh title="${path}"`),
  (path) => JSON.stringify({ files: [{ path, content: `${content.join("\n")}\n` }] }),
  (path) => `<file path="${path}">\n${content.join("\n")}\n</file>\n`,
];

/** One of the paths in one of the formats, every third time beside a harmless diff that must not be applied either. */
const paths = (name: string, create: (subject: Subject) => string[], chosen = formats): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    if (!isEditsOnly(subject)) return null;
    const { random, changes } = subject;
    const bad = random.pick(chosen)(random.pick(create(subject)));
    const isDiff = bad.startsWith("```");
    return {
      reply: isDiff && random.chance(0.4) ? `${fenced(printDiff(changes, { header: pairHeader }))}\n${bad}` : bad,
    };
  },
});

const fixed = (name: string, list: string[], chosen = formats): Damage => paths(name, () => list, chosen);

const diffFormats = formats.slice(0, 3);

/** Paths that only exist between quotes. */
const quoted = (name: string, list: string[]): Damage =>
  fixed(name, list, [
    (path) => fenced(`--- /dev/null\n+++ "b/${path}"\n@@ -0,0 +1,2 @@\n+${content.join("\n+")}\n`),
    (path) =>
      fenced(
        `diff --git "a/${path}" "b/${path}"\nnew file mode 100644\n--- /dev/null\n+++ "b/${path}"\n@@ -0,0 +1,2 @@\n+${content.join("\n+")}\n`,
      ),
  ]);

export const securityPaths: Damage[] = [
  fixed("path-out-of-tree", [
    "../escape.sh",
    "../../etc/escape",
    "src/../../escape",
    "a/b/../../../escape",
    "./../escape",
    "src/.././../escape",
    "..",
    "src/..",
    "b/../../escape",
  ]),
  fixed("path-dots-inside", ["src/../escape.sh", "lib/./../x.sh", "a/../b/c.sh"]),
  fixed(
    "path-absolute",
    ["/etc/escape", "//etc/escape", "/escape.sh", "///var/escape"],
    [...formats.slice(3), (path) => fenced(`--- ${path}\n+++ ${path}\n@@ -0,0 +1,2 @@\n+${content.join("\n+")}\n`)],
  ),
  {
    name: "path-absolute-of-file",
    group,
    expect,
    make: (subject) =>
      isEditsOnly(subject)
        ? { reply: fenced(printDiff(subject.changes, { header: ({ path }) => [`--- /${path}`, `+++ /${path}`] })) }
        : null,
  },
  fixed("path-windows", [
    "C:\\escape.bat",
    "C:/escape.bat",
    "..\\escape",
    "src\\..\\..\\escape",
    "\\\\host\\share\\x",
    "c:escape",
    "src/file:stream",
    "file.txt::$DATA",
  ]),
  fixed("path-git-directory", [
    ".git/hooks/pre-commit",
    ".git/config",
    "sub/.git/config",
    ".git",
    "src/.git/hooks/post-checkout",
    ".git/info/attributes",
  ]),
  fixed("path-git-look-alike", [
    ".GIT/config",
    ".Git/hooks/pre-commit",
    ".git./config",
    ".git /config",
    "git~1/config",
    "GIT~1/config",
    ".git::$INDEX_ALLOCATION/config",
    "GI7EBA~1/config",
    ".git../config",
    ".git . /config",
  ]),
  fixed("path-git-unicode", [
    ".g\u200Cit/config",
    ".gi\u200Dt/config",
    "\u2060.git/config",
    ".git\uFEFF/config",
    ".g\u00ADit/config",
    "．git/config",
    ".ｇｉｔ/config",
    ".gıt/../.git/config",
    ".git\u202E/config",
  ]),
  fixed("path-git-files", [
    ".gitmodules",
    ".gitattributes",
    ".gitconfig",
    "sub/.gitmodules",
    ".GITMODULES",
    "gitmod~1/../.gitmodules",
    "src/.gitattributes",
  ]),
  fixed("path-device", ["con", "src/NUL", "aux.txt", "com1", "src/prn.c", "lpt9.log", "CONIN$"], diffFormats),
  fixed("path-odd-ends", ["src/file.", "src/file ", "src /file", "src./file", "src/file.. "], diffFormats.slice(0, 2)),
  fixed("path-empty-part", ["src//file.sh", "src///x.sh", "src/"], diffFormats),
  fixed(
    "path-odd-characters",
    [
      "src/a\u202Eb.sh",
      "src/a\u200Bb.sh",
      "src/a\u0007b.sh",
      "src/\u00A0b.sh",
      "src/a\u2028b.sh",
      "src/\u0001.sh",
      "src/a\u2215b.sh\u200E",
    ],
    diffFormats,
  ),
  fixed("path-option", ["-rf", "--exec=x", "-"], diffFormats),
  quoted("path-quoted-escape", [
    "..\\057escape",
    "\\056\\056/escape",
    "\\056git/config",
    ".g\\151t/config",
    "src/\\056\\056/\\056\\056/escape",
    "\\057etc/escape",
    ".git\\057hooks/pre-commit",
  ]),
  quoted("path-quoted-control", [
    "src/a\\000b",
    "src/a\\nb",
    "src/a\\001b",
    "a\\177b",
    "src/a\\rb",
    "src\\\\..\\\\escape",
  ]),
  paths(
    "path-case-collision",
    ({ changes }) =>
      changes.map(({ path }) =>
        path.replace(/[^/]+$/, (name) => (name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase())),
      ),
    formats.slice(0, 2),
  ),
  paths("path-below-file", ({ changes }) => changes.map(({ path }) => `${path}/inside.sh`), diffFormats),
  {
    name: "path-through-link",
    group,
    expect,
    make: (subject) => {
      const [first] = subject.changes;
      if (!first || !isEditsOnly(subject)) return null;
      const base = {
        ...subject.base,
        link: { mode: "120000", text: first.path.includes("/") ? first.path.replace(/\/[^/]*$/, "") : "." },
      };
      return {
        reply: subject.random.pick(diffFormats)(subject.random.pick(["link/inside.sh", "link/sub/inside.sh", "link"])),
        base,
      };
    },
  },
  {
    name: "path-rename-out",
    group,
    expect,
    make: (subject) => {
      const [first] = subject.changes;
      if (!first || !isEditsOnly(subject)) return null;
      const target = subject.random.pick([
        "../escape",
        ".git/hooks/pre-commit",
        "/etc/escape",
        ".GIT/config",
        "src/../../escape",
        ".gitattributes",
      ]);
      return {
        reply: fenced(
          `diff --git a/${first.path} b/${target}\nsimilarity index 100%\nrename from ${first.path}\nrename to ${target}\n`,
        ),
      };
    },
  },
];
