import fc from "fast-check";
import { expect, it } from "vitest";
import { parsedLanguages } from "../language.ts";
import { createImportResolver } from "./create-import-resolver.ts";

const paths = [
  "a/b.ts",
  "a/c.ts",
  "package.json",
  "pkg/__init__.py",
  "go.mod",
  "main.go",
  "Cargo.toml",
  "src/lib.rs",
  "src/a.rs",
  "A.java",
  "A.cs",
  "lib/a.rb",
  "composer.json",
  "A.php",
  "a.h",
  "a.sh",
].sort();

it("gives each target once, sorted, without the file itself", () => {
  const resolve = createImportResolver({ paths, read: () => null, namespaceOf: () => null });
  const imports = ["./c", "../a/c.ts", "./b", "../package.json"].map((specifier) => ({ specifier, names: [] }));
  expect(resolve("a/b.ts", "typescript", imports)).toEqual(["a/c.ts", "package.json"]);
});

it("reads only tracked configuration and nothing before it is asked", () => {
  const read: string[] = [];
  const note = (path: string): null => {
    read.push(path);
    return null;
  };
  const resolve = createImportResolver({ paths, read: note, namespaceOf: () => null });
  expect(read).toEqual([]);
  resolve("a/b.ts", "typescript", [{ specifier: "x", names: [] }]);
  expect(read).toEqual(["package.json"]);
});

it("gives nothing for a specifier longer than any path", () => {
  const resolve = createImportResolver({ paths, read: () => null, namespaceOf: () => null });
  const specifier = `./${"./".repeat(600)}c`;
  expect(resolve("a/b.ts", "typescript", [{ specifier, names: [] }])).toEqual([]);
});

it("gives tracked paths alone and never throws, whatever the sources and configurations say", () => {
  const piece = fc.constantFrom(
    "a",
    "b",
    "..",
    ".",
    "/",
    "//",
    "*",
    "::",
    "\\",
    "src",
    "crate",
    "super",
    "mod ",
    "#",
    "@",
    "__proto__",
    "$",
    '"',
    "<",
    "",
  );
  const specifier = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(""));
  const config = fc.oneof(
    fc.json(),
    fc.string(),
    specifier.map((text) => `module ${text}\n[package]\nname = "${text}"\n[lib]\npath = "${text}"`),
    fc.dictionary(specifier, fc.oneof(specifier, fc.array(specifier))).map((map) =>
      JSON.stringify({
        name: "a",
        exports: map,
        imports: map,
        autoload: { "psr-4": map, "psr-0": map },
        main: "../..",
      }),
    ),
  );
  const property = fc.property(
    config,
    fc.constantFrom(...parsedLanguages),
    fc.constantFrom(...paths),
    fc.array(fc.record({ specifier, names: fc.array(specifier, { maxLength: 3 }) }), { maxLength: 5 }),
    (text, language, from, imports) => {
      const resolve = createImportResolver({ paths, read: () => text, namespaceOf: () => "a" });
      const found = resolve(from, language, imports);
      return found.every((path) => paths.includes(path) && path !== from);
    },
  );
  fc.assert(property, { numRuns: 500 });
});
