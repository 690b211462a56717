import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Atlas } from "../atlas.ts";
import { createRepositories, openTestAtlas, runTestGit } from "../build/git-repository.fixture.ts";
import { createMemoryAtlas } from "../build/memory-atlas.fixture.ts";
import { type AtlasDocument, atlasDocumentSchema } from "./atlas-document.ts";
import { createDocument, renderDocument } from "./create-document.ts";

const { create, scratch, remove } = createRepositories();
afterAll(remove);

const documentOf = async (texts: Record<string, string>, commits = {}): Promise<AtlasDocument> =>
  createDocument(await createMemoryAtlas(texts, [commits]));

/** A tree with more names than a map may hold. */
const manyFiles = Object.fromEntries(
  Array.from({ length: 300 }, (_, i) => [
    `packages/p${i % 9}/src/module-${i}.ts`,
    [
      `import "./module-${(i + 9) % 300}.ts";`,
      `import "./module-${(i + 18) % 300}.ts";`,
      `const hidden${i} = 1;`,
      ...Array.from({ length: 60 }, (_, n) => `export const exported_${i}_${n} = hidden${i};`),
    ].join("\n"),
  ]),
);

describe("the document of a commit", () => {
  let cold: Atlas;
  let warm: Atlas;
  let again: Atlas;
  beforeAll(async () => {
    const repo = create();
    repo.commit(manyFiles, "First");
    const owners = ".github/CODEOWNERS";
    const commit = repo.commit({ [owners]: "* @acme/all ada@example.com\n/packages/p1/ @bo\n" }, "Name owners");
    const cacheFile = join(scratch, "cache");
    cold = await openTestAtlas(repo.gitDir, commit, { cacheFile });
    warm = await openTestAtlas(repo.gitDir, commit, { cacheFile });
    again = await openTestAtlas(repo.gitDir, commit, { cores: 2 });
  });

  it("is the same bytes from a cold and a warm cache", () => {
    const bytes = renderDocument(createDocument(cold));
    expect(renderDocument(createDocument(warm))).toBe(bytes);
    expect(renderDocument(createDocument(again))).toBe(bytes);
    expect(renderDocument(createDocument(cold))).toBe(bytes);
  });

  it("fits its schema, also read back", () => {
    const document = createDocument(cold);
    expect(atlasDocumentSchema.parse(document)).toEqual(document);
    expect(JSON.parse(renderDocument(document))).toEqual(document);
    expect(document.version).toBe(2);
  });

  it("takes at most 300 bytes a file, and uses most of them", () => {
    const document = createDocument(cold);
    const bytes = Buffer.byteLength(renderDocument(document));
    expect(bytes).toBeLessThanOrEqual(300 * document.files.length);
    expect(bytes).toBeGreaterThan(200 * document.files.length);
    const counts = document.files.flatMap(({ language, symbols }) => (language ? [symbols?.length ?? 0] : []));
    expect(new Set(counts).size).toBe(1);
    expect(document.files[1]?.symbols?.[0]).toMatch(/^constant exported_\d+_0 4$/);
  });

  it("shows no address", () => {
    const text = renderDocument(createDocument(cold));
    expect(text).not.toContain("@example.com");
    expect(createDocument(cold).owners).toContain("@acme/all");
    expect(createDocument(cold).people).toEqual(["Ada"]);
  });
});

describe("createDocument", () => {
  const at = ({ files }: AtlasDocument, path: string) => files.find((file) => file.path === path);

  it("says what depends on what, and names circles", async () => {
    const document = await documentOf({
      "src/a.ts": 'import "./b.ts";\n',
      "src/b.ts": 'import "./c.ts";\n',
      "src/c.ts": 'import "./a.ts";\nimport "./d.ts";\n',
      "src/d.ts": "",
    });
    expect(document.files.map(({ imports }) => imports)).toEqual([[1], [2], [0, 3], undefined]);
    expect(document.cycles).toEqual([[0, 1, 2]]);
  });

  it("tells people, changes, and the faults of CODEOWNERS", async () => {
    const document = await documentOf(
      {
        CODEOWNERS: "*.ts @ada\n!src @bo\n/x\\ y.ts eve@example.com\n/gone/ @ada\n",
        "src/a.ts": "a();\n",
        "x y.ts": "x();\n",
      },
      { author: "Eve eve@example.com", files: ["src/a.ts"] },
    );
    expect(at(document, "src/a.ts")).toMatchObject({ owners: [0], changes: 1, people: [[0, 1]] });
    expect(document.owners[0]).toBe("@ada");
    expect(JSON.stringify(document.ownerFaults)).not.toContain("example.com");
    expect(document.ownerFaults).toEqual([
      { line: 2, reason: expect.any(String) },
      { line: 4, reason: "No file matches /gone/" },
    ]);
    expect(document.owners.join(" ")).not.toContain("example.com");
  });

  it("says why a text was not read", async () => {
    const atlas = await createMemoryAtlas({
      ".env": "A=1",
      "src/nul.ts": "\0",
      "src/wide.ts": "x".repeat(30_000),
      "logo.png": "x",
      "src/large.ts": "a\n".repeat(600_000),
      "src/a.ts": "a\nb",
    });
    const files = [
      ...atlas.files,
      { ...atlas.files[0], path: "z-link", kind: "link" as const, facts: null },
      { ...atlas.files[0], path: "z-module", kind: "submodule" as const, facts: null },
    ] as Atlas["files"];
    const document = createDocument({ ...atlas, files });
    expect(document.files.map(({ path, fault, lines }) => [path, fault ?? lines])).toEqual([
      [".env", undefined],
      ["logo.png", "binary"],
      ["src/a.ts", 2],
      ["src/large.ts", "too-large"],
      ["src/nul.ts", "binary"],
      ["src/wide.ts", "long-line"],
      ["z-link", "link"],
      ["z-module", "submodule"],
    ]);
    expect(atlasDocumentSchema.safeParse(document).success).toBe(true);
  });

  it("hides names that look like credentials", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const document = await documentOf({ [`src/${token}.ts`]: `export const ${token} = 1;\n`, "src/b.ts": "b();\n" });
    const text = renderDocument(document);
    expect(text).not.toContain(token);
    expect(text).toContain("src/b.ts");
    expect(atlasDocumentSchema.safeParse(JSON.parse(text)).success).toBe(true);
  });

  it("bears names that objects have", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const document = await documentOf(
      Object.fromEntries(
        [...names, ...names.map((name) => `src/${name}.ts`)].map((path) => [path, "class __proto__ {}\n"]),
      ),
      { author: "__proto__", files: names },
    );
    expect(document.files).toHaveLength(8);
    expect(atlasDocumentSchema.safeParse(JSON.parse(renderDocument(document))).success).toBe(true);
    expect(document.people).toEqual(["__proto__"]);
  });

  it("is valid for an empty tree", async () => {
    const document = await documentOf({});
    expect(atlasDocumentSchema.parse(JSON.parse(renderDocument(document)))).toEqual(document);
  });

  it("is valid for a commit of any date", async () => {
    const repo = create();
    repo.commit({ "src/a.ts": "a();\n" });
    const tree = repo.git("rev-parse", "HEAD^{tree}");
    for (const time of [
      "0",
      "253402300800",
      "99999999999999",
      "9223372036854775807",
      "999999999999999999999999",
      "x",
    ]) {
      const who = `A <a@example.com> ${time} +0000`;
      const text = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nodd\n`;
      const commit = runTestGit(repo.root, ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], text);
      const document = createDocument(await openTestAtlas(repo.gitDir, commit));
      expect(atlasDocumentSchema.safeParse(document).success).toBe(true);
      expect(document.files[0]?.people).toEqual([[0, 1]]);
    }
  });
});
