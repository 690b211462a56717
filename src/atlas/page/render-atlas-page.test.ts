import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Script } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { AtlasDocument } from "../store/atlas-document.ts";
import { linkScript } from "./link-script.ts";
import { renderAtlasPage } from "./render-atlas-page.ts";

const { unpackAtlas } = await import("./browser/unpack-atlas.js" as string);

const atlasOf = (paths: string[], more: Partial<AtlasDocument> = {}): AtlasDocument => ({
  $schema: "https://example.org/repo-atlas.json",
  version: 2,
  commit: "a".repeat(40),
  date: "2026-02-03T04:05:06Z",
  history: { commits: 200, isShallow: false },
  owners: [],
  people: [],
  cycles: [],
  ownerFaults: [],
  files: paths.map((path) => ({ path, role: "source", bytes: 100, lines: 10, language: "typescript" })),
  ...more,
});

/** The text between the tags; the page has each of these elements once. */
const contentOf = (page: string, open: string, close: string): string => {
  const [before = "", rest = "", ...more] = page.split(open);
  if (before === "" || more.length > 0) throw new Error(`${open} stands ${more.length} times more`);
  return rest.slice(0, rest.indexOf(close));
};

const dataOpen = '<script type="application/json" id="atlas">';
const scriptOpen = '<script type="module">';

const dataOf = (page: string): string => contentOf(page, dataOpen, "</script>");

it("allows by its policy exactly the script and the style that it holds", () => {
  const page = renderAtlasPage(atlasOf(["a.ts"]), { title: "Atlas" });
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = contentOf(page, '<meta http-equiv="Content-Security-Policy" content="', '"').split("; ");
  expect(policy).toEqual([
    "default-src 'none'",
    `script-src ${hash(contentOf(page, scriptOpen, "</script>"))}`,
    `style-src ${hash(contentOf(page, "<style>", "</style>"))}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page).not.toMatch(/\sstyle=|\son\w+=|\ssrc=|@import "|url\(/);
  expect(page.match(/\shref="[^"]{0,5}/g)).toEqual([' href="data:', ' href="#tabl']);
});

it("links every module of the browser's folder to one script that parses", () => {
  const script = linkScript();
  const modules = readdirSync(new URL("./browser/", import.meta.url)).filter((name) => name.endsWith(".js"));
  const firstLines = modules.map((name) => {
    const text = readFileSync(new URL(`./browser/${name}`, import.meta.url), "utf8");
    const imported = [...text.matchAll(/^(?:import [^;]*|\} )from "\.\/([^"]+)";$/gm)].map(([, target = ""]) => target);
    return { name, imported, at: script.indexOf(text.slice(0, text.indexOf("\n"))) };
  });
  for (const { name, imported, at } of firstLines) {
    expect(at, name).not.toBe(-1);
    for (const target of imported)
      expect(firstLines.find((module) => module.name === target)?.at, `${name} imports ${target}`).toBeLessThan(at);
  }
  expect(script).not.toMatch(/^(?:import|export) |<\/script|<!--/m);
  new Script(script);
});

const hostile = fc.oneof(
  fc.constantFrom(
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "__proto__",
    "constructor/toString",
    "\u202Egnp.exe",
    "\uD83D",
    "a\u2028b",
    "&lt;b&gt;",
    "'\"`$",
  ),
  fc.string({ unit: "binary", minLength: 1 }),
);

it("holds foreign text in its data alone, inert and whole", () => {
  const frame = (page: string): string => page.replace(dataOf(page), "");
  const texts = fc.uniqueArray(hostile, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(texts, (paths) => {
      const plain = renderAtlasPage(
        atlasOf(
          paths.map((_, place) => `${place}.ts`),
          { ownerFaults: [{ line: 1, reason: "x" }] },
        ),
        { title: "Atlas" },
      );
      const files = atlasOf(paths).files.map((file, place) => ({
        ...file,
        symbols: [`class ${paths[place]} 1-2`],
        owners: [place],
        people: [[place, 1] as [number, number]],
      }));
      const ownerFaults = [{ line: 1, reason: paths[0] ?? "" }];
      const page = renderAtlasPage(atlasOf([], { files, owners: paths, people: paths, ownerFaults }), {
        title: "Atlas",
      });
      expect(frame(page)).toBe(frame(plain));
      expect(dataOf(page)).toMatch(/^[ -;=?-~]*$/);
      const unpacked = unpackAtlas(JSON.parse(dataOf(page)));
      expect(unpacked.files.map(({ path }: { path: string }) => path)).toEqual(paths);
      expect(unpacked.files.map(({ symbols }: { symbols: string }) => symbols)).toEqual(
        paths.map((path) => `class ${path} 1-2`),
      );
      expect(unpacked.ownerFaults).toEqual(ownerFaults);
    }),
  );
});

it("brings back what the map says of a file, with its dependents", () => {
  const document = atlasOf([], {
    owners: ["@a", "@b"],
    people: ["Ann", "Bob"],
    files: [
      { path: "src/a.ts", role: "source", bytes: 5, lines: 0, language: "typescript", imports: [1], owners: [1, 0] },
      {
        path: "src/b.ts",
        role: "test",
        bytes: 6,
        lines: 3,
        people: [
          [1, 0.75],
          [0, 0.25],
        ],
        changes: 4,
      },
      { path: "src/big.bin", role: "binary", bytes: 7, fault: "binary" },
    ],
  });
  const { files } = unpackAtlas(JSON.parse(dataOf(renderAtlasPage(document, { title: "" }))));
  const none = { language: "", lines: null, fault: "", owners: [], people: [], changes: 0, symbols: "", imports: [] };
  const rest = { ...none, dependents: [] };
  expect(files).toEqual([
    {
      ...rest,
      place: 0,
      path: "src/a.ts",
      role: "source",
      bytes: 5,
      lines: 0,
      language: "typescript",
      imports: [1],
      owners: ["@b", "@a"],
    },
    {
      ...rest,
      place: 1,
      path: "src/b.ts",
      role: "test",
      bytes: 6,
      lines: 3,
      people: [
        { name: "Bob", share: 0.75 },
        { name: "Ann", share: 0.25 },
      ],
      changes: 4,
      dependents: [0],
    },
    { ...rest, place: 2, path: "src/big.bin", role: "binary", bytes: 7, fault: "binary" },
  ]);
});

it("escapes the title", () => {
  const page = renderAtlasPage(atlasOf([]), { title: `</title><script>alert("1")</script>` });
  const escaped = "&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;";
  expect(page).toContain(`<title>${escaped}</title>`);
  expect(page).toContain(`<h1>${escaped}</h1>`);
  expect(page.split("<script").length).toBe(3);
});
