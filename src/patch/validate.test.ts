import { posix, win32 } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validatePath, validatePaths } from "./validate.ts";

describe("validatePath", () => {
  const accepted = [
    "README.md",
    "src/a.ts",
    "src/with space.ts",
    'quo"te.txt',
    "ünï/ß.txt",
    "日本/語.md",
    "a/b-c/--d",
    ".gitignore",
    ".gitkeep",
    "...a/b",
    "git",
    "git/x",
    "dotgit/.github",
    "console.ts",
    "aux-files/x",
    "nullable.ts",
    "com.example/x",
    "lib/@scope/x",
    "a+b/[id].tsx",
    "HEADER.md",
    "src/head.ts",
    "~tilde",
    "½.md",
    "a~1",
  ];
  it.each(accepted)("accepts %s", (path) => {
    expect(validatePath(path)).toBeNull();
  });

  const refused: [string, string][] = [
    ["empty", ""],
    ["absolute", "/etc/passwd"],
    ["parent", "../x"],
    ["inner parent", "a/../../x"],
    ["dot", "./x"],
    ["empty component", "a//b"],
    ["directory", "a/"],
    ["backslash", "..\\x"],
    ["drive", "C:/x"],
    ["stream", "x.txt::$DATA"],
    ["option", "--output=x"],
    ["magic", ":(top)x"],
    ["full-width option", "－x"],
    ["NUL", "src/a\0.png"],
    ["tab", "a\tb"],
    ["newline", "a\nb"],
    ["delete", "a\x7f"],
    ["C1", "a\u0085b"],
    ["trailing dot", "a./b"],
    ["trailing space", "a /b"],
    ["device", "src/NUL"],
    ["device with extension", "con.txt"],
    ["device and space", "aux .md"],
    ["superscript device", "com¹"],
    ["console", "CONIN$"],
    ["git", ".git/config"],
    ["inner git", "a/.git/hooks/x"],
    ["git case", ".GiT/x"],
    ["git ignorable", ".g\u200cit/x"],
    ["git full width", "．git/x"],
    ["git stream", ".git::$INDEX_ALLOCATION/x"],
    ["git dots", ".git. ./x"],
    ["git dotless", ".gıt/x"],
    ["git short name", "git~1/x"],
    ["modules", ".gitmodules"],
    ["modules case", "a/.GitModules"],
    ["modules short name", "GITMOD~1"],
    ["hashed short name", "gi7eba~1"],
    ["attributes", "src/.gitattributes"],
    ["config", ".gitconfig"],
    ["bare repository", "fixture/HEAD"],
    ["bidi", "a\u202eb"],
    ["BOM", "\ufeffa"],
    ["variation selector", "a\ufe0f"],
    ["Hangul filler", "a\u3164"],
    ["tag", "a\u{e0041}"],
    ["no-break space", "a\u00a0b"],
    ["line separator", "a\u2028b"],
    ["lone surrogate", "a\ud800"],
    ["NFD", "u\u0308"],
    ["full-width slash", "a／b"],
    ["division slash", "a∕b"],
    ["a home directory", "~/.ssh/authorized_keys"],
    ["somebody's home directory", "~root/x"],
    ["two-dot leader", "‥/x"],
    ["long component", "é".repeat(128)],
    ["long path", "a/".repeat(600)],
    ["deep", `${"a/".repeat(40)}b`],
  ];
  it.each(refused)("refuses %s", (_, path) => {
    expect(validatePath(path)).toMatchObject({ path, reason: "unsafe-path" });
  });

  const explained: [string, string][] = [
    ["", "it is empty"],
    ["dev/null", "in a diff it means that there is no file"],
    [`${"a".repeat(200)}/`.repeat(6), "it is longer than 1024 bytes"],
    ["/etc/passwd", "it is absolute"],
    ["a/../b", "it has the component `..`"],
    ["./a", "it has the component `.`"],
    ["a//b", "it has an empty component"],
    ["a/CON.txt", "`con` is a reserved device name"],
    ["a/.git/config", "it names git's own files"],
  ];
  it.each(explained)("says of %j that %s", (path, fault) => {
    expect(validatePath(path)?.detail).toContain(`: ${fault};`);
  });

  it("keeps every accepted path inside of the root, by the rules of every platform", () => {
    const part = fc.constantFrom("..", ".", "", "a", "C:", "\\", "/", "//", "..\\", "~", "．．", "／", " ", "b.ts");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom("/", ""), (parts, glue) => {
        const path = parts.join(glue);
        if (validatePath(path) !== null) return;
        for (const spelling of [path, path.normalize("NFKC")]) {
          expect(posix.resolve("/root", spelling).startsWith("/root/")).toBe(true);
          expect(win32.resolve("C:\\root", spelling).startsWith("C:\\root\\")).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("validatePaths", () => {
  const add = (path: string) => ({ kind: "add" as const, path, content: "" });

  it("accepts a file in the place of a deleted directory's file", () => {
    expect(validatePaths([{ kind: "delete", path: "a", hunks: [] }, add("a/b")])).toEqual([]);
  });

  it("refuses a rename onto a path of another entry", () => {
    expect(validatePaths([add("b"), { kind: "rename", from: "a", path: "b", hunks: [] }])).toMatchObject([
      { path: "b", reason: "malformed" },
    ]);
  });

  it("refuses a directory that differs from a file only by case", () => {
    expect(validatePaths([add("A"), add("a/b")])).toMatchObject([{ path: "a/b", reason: "unsafe-path" }]);
  });

  it("refuses two files that some platforms take for one", () => {
    expect(validatePaths([add("src/A.ts"), add("src/a.ts")])).toMatchObject([
      {
        path: "src/a.ts",
        reason: "unsafe-path",
        detail: "`src/A.ts` and `src/a.ts` are the same file on some platforms",
      },
    ]);
  });
});
