import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryAtlas } from "../../atlas/build/memory-atlas.fixture.ts";
import { createSearcher } from "../../atlas/search/search-atlas.ts";
import type { RunAtlas } from "../run-atlas.ts";
import { createTools } from "./create-tools.ts";

const shapes = Array.from({ length: 300 }, (_, i) => `export const shape${i} = ${i};`).join("\n");
const files: Record<string, string | null> = {
  ".env": "API=canary\n",
  "README.md": "# Hello\nworld\n",
  ".aws/canary.ts": 'import "../src/a.ts";\nexport const canary = 1;\n',
  "config/credentials.json": "canary",
  "empty.txt": "",
  "image.png": null,
  "long.txt": Array.from({ length: 1_000 }, (_, i) => `line ${i + 1}`).join("\n"),
  "src/a.ts": "export const a = 1;\n",
  "src/deep/a.ts": "const x = '.*';\n",
  "src/shapes.ts": `import { a } from "./a.ts";\nimport "../.aws/canary.ts";\n${shapes}\nexport class Circle {\n  area() {}\n}\n`,
  "test/shapes.test.ts": 'import { Circle } from "../src/shapes.ts";\nimport { a } from "../src/a.ts";\n',
  "wide.txt": `${"x".repeat(5_000)}needle${"y".repeat(5_000)}\n`,
};
const tree = {
  list: () => Object.keys(files).sort(),
  read: (path: string) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
};
const atlasOf = (texts: Record<string, string | null>): RunAtlas => {
  const known = Object.entries(texts).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  const searcher = createMemoryAtlas(Object.fromEntries(known)).then((atlas) => createSearcher(atlas));
  return { searcher: () => searcher };
};
const tools = createTools(tree, atlasOf(files));
const call = async (name: string, args: unknown): Promise<string> => {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(args);
};

describe("read", () => {
  it("numbers lines", async () => {
    expect(await call("read", { path: "README.md" })).toBe("README.md, lines 1-2 of 2\n1|# Hello\n2|world");
    expect(await call("read", { path: "README.md", from: 2, to: 9 })).toBe("README.md, lines 2-2 of 2\n2|world");
  });

  it("gives at most 300", async () => {
    const lines = (await call("read", { path: "long.txt", from: 11 })).split("\n");
    expect(lines[0]).toBe("long.txt, lines 11-310 of 1000");
    expect(lines).toHaveLength(301);
  });

  it.each([
    [{ path: "README.md", from: 3 }, /has 2 lines; there is no line 3/],
    [{ path: "empty.txt" }, /has 0 lines/],
    [{ path: "README.md", from: 2, to: 1 }, /smaller than "from"/],
    [{ path: "image.png" }, /not a text file/],
    [{ path: "a.ts" }, /Did you mean src\/a\.ts or src\/deep\/a\.ts/],
    [{ path: "../etc/passwd" }, /no readable tracked file/],
    [{ path: "/proc/self/environ" }, /no readable tracked file/],
    [{ path: ".env" }, /no readable tracked file/],
    [{ path: "config/credentials.json" }, /no readable tracked file/],
    [{ path: "README.md", from: 0 }, /was not run\. from: .*Reads lines/],
    [{ path: "README.md", extra: 1 }, /was not run/],
    ["README.md", /was not run\. arguments: /],
    [null, /was not run/],
  ])("answers %j with advice", async (args, answer) => {
    expect(await call("read", args)).toMatch(answer);
  });
});

describe("list", () => {
  it("lists by prefix without secret files", async () => {
    expect(await call("list", { prefix: "./src/" })).toBe("src/a.ts\nsrc/deep/a.ts\nsrc/shapes.ts");
    expect(await call("list", {})).not.toMatch(/\.env|credentials/);
    expect(await call("list", { prefix: "nope" })).toMatch(/No tracked file starts with "nope"/);
  });

  it("is bounded", async () => {
    const many = { list: () => Array.from({ length: 1_000 }, (_, i) => `f${i}`), read: () => null };
    const answer = await createTools(many, atlasOf({}))
      .find((tool) => tool.name === "list")
      ?.run({});
    expect(answer?.split("\n")).toHaveLength(401);
    expect(answer).toContain("[600 more");
  });
});

describe("search", () => {
  it("finds literal text with its place", async () => {
    expect(await call("search", { text: "export const a" })).toBe("src/a.ts:1: export const a = 1;");
    expect(await call("search", { text: ".*" })).toBe("src/deep/a.ts:1: const x = '.*';");
  });

  it("never looks into secret files", async () => {
    expect(await call("search", { text: "canary = 1" })).toBe('No tracked file contains "canary = 1".');
    expect(await call("search", { text: "API|can.?ry =", isPattern: true })).toMatch(/^No tracked file matches/);
    expect(await call("search", { text: "API", prefix: ".env" })).toMatch(/^No tracked file/);
  });

  it("is bounded per file and per line", async () => {
    const lines = (await call("search", { text: "line" })).split("\n");
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe("long.txt: [980 more lines]");
    const wide = await call("search", { text: "needle" });
    expect(wide).toContain("needle");
    expect(wide.length).toBeLessThan(400);
  });

  it.each([{ text: "x" }, { text: "a\nb" }, {}, { text: 5 }])("refuses %j", async (args) => {
    expect(await call("search", args)).toMatch(/^search was not run\. text: /);
  });

  it("looks below a prefix alone", async () => {
    expect(await call("search", { text: "const", prefix: "./src/deep" })).toBe("src/deep/a.ts:1: const x = '.*';");
    expect(await call("search", { text: "const", prefix: "nope" })).toBe('No tracked file contains "const".');
  });

  it.each([
    ["^export const a\\b", "src/a.ts:1: export const a = 1;"],
    ["x = .+;$", "src/deep/a.ts:1: const x = '.*';"],
    ["(?i)HELLO", "README.md:1: # Hello"],
    ["world|nothing", "README.md:2: world"],
    ["shape29[89]", "src/shapes.ts:301: export const shape298 = 298;\nsrc/shapes.ts:302: export const shape299 = 299;"],
    ["Hello\\sworld", "README.md:1: # Hello"],
  ])("finds the pattern %j", async (text, answer) => {
    expect(await call("search", { text, isPattern: true })).toBe(answer);
  });

  it.each(["(a", "a[", "**", "(a)\\1", "(?=a)b", "(?<!a)b", "a{2,1}", "a{1001}", "\\p{Nope}"])(
    "says that %j is no pattern, and what to do",
    async (text) => {
      expect(await call("search", { text, isPattern: true })).toMatch(
        /^search was not run\. text: is no RE2 pattern .*isPattern/s,
      );
    },
  );

  it.each(["(a+)+$", "(x+x+)+y", "(.*)*needle(.*)*", "x*", "$", "(|x)+"])("bears the pattern %j", async (text) => {
    const answer = await call("search", { text: text.padEnd(2, "$"), isPattern: true });
    expect(answer.split("\n").length).toBeLessThanOrEqual(101);
    expect(answer.length).toBeLessThan(40_000);
  });

  it("is bounded in all, and counts a line once", async () => {
    const wide = `${"ab".repeat(300_000)}\nab ab ab\n`;
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`f${i}`, i === 0 ? wide : "ab\n".repeat(50)]),
    );
    const own = createTools({ list: () => Object.keys(many), read: (path) => many[path] ?? null }, atlasOf({}));
    const answer = await own.find(({ name }) => name === "search")?.run({ text: "ab" });
    const lines = answer?.split("\n") ?? [];
    expect(lines.length).toBeLessThanOrEqual(101);
    expect(lines.filter((line) => line.startsWith("f0:"))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/more matches/);
  });
});

describe("find", () => {
  it("ranks files with lines and reasons, tests after them", async () => {
    const lines = (await call("find", { text: "Circle area" })).split("\n");
    expect(lines[0]).toMatch(/^src\/shapes\.ts, lines \d+-\d+.*\(words /);
    expect(lines.at(-1)).toMatch(/^test test\/shapes\.test\.ts/);
  });

  it("keeps to prefix and limit", async () => {
    expect(await call("find", { text: "const", prefix: "./src/deep/" })).toMatch(/^src\/deep\/a\.ts.*\)$/);
    expect((await call("find", { text: "const shape", limit: 1 })).split("\n")).toHaveLength(2);
    expect(await call("find", { text: "const", prefix: "nope" })).toBe("No file shares a word with this text.");
  });

  it("is bounded", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`src/f${i}.ts`, "export const word = 1;\n"]),
    );
    const own = createTools({ list: () => Object.keys(many), read: () => null }, atlasOf(many));
    const answer = await own.find(({ name }) => name === "find")?.run({ text: `word ${"x".repeat(1_990)}`, limit: 30 });
    expect(answer?.split("\n")).toHaveLength(30);
    expect(await call("find", { text: "word", limit: 31 })).toMatch(/^find was not run\. limit: /);
  });
});

describe("symbols", () => {
  it("lists what a file declares, and where a name is declared", async () => {
    expect(await call("symbols", { path: "src/a.ts" })).toBe("1-1: export const a = 1 [exported]");
    expect(await call("symbols", { name: "area" })).toMatch(/^src\/shapes\.ts:304-304: Circle: area\(\)/);
    expect(await call("symbols", { name: "a", path: "src/shapes.ts" })).toBe(
      "Nothing named a is declared in src/shapes.ts.",
    );
    expect(await call("symbols", { name: "__proto__" })).toBe("Nothing named __proto__ is declared.");
  });

  it("is bounded", async () => {
    const lines = (await call("symbols", { path: "src/shapes.ts" })).split("\n");
    expect([lines.length, lines.at(-1)]).toEqual([201, "[102 more]"]);
  });

  it("gives advice", async () => {
    expect(await call("symbols", {})).toMatch(/needs "path" or "name"/);
    expect(await call("symbols", { path: "a.ts" })).toMatch(/Did you mean src\/a\.ts or src\/deep\/a\.ts/);
    expect(await call("symbols", { path: "../src/a.ts" })).toMatch(/no readable tracked file/);
  });
});

describe("dependents", () => {
  it("lists both directions", async () => {
    expect(await call("dependents", { path: "src/a.ts" })).toBe(
      "Depend on src/a.ts:\nsrc/shapes.ts\ntest/shapes.test.ts\nsrc/a.ts depends on: none found",
    );
  });

  it("is bounded", async () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`src/f${i}.ts`, 'import "./a.ts";\n']));
    const own = createTools(tree, atlasOf({ "src/a.ts": "a();\n", ...many }));
    const lines = (await own.find(({ name }) => name === "dependents")?.run({ path: "src/a.ts" }))?.split("\n");
    expect(lines).toHaveLength(103);
    expect(lines).toContain("[50 more]");
  });

  it.each(["nowhere.ts", "__proto__", "/etc/passwd", "src"])("gives advice for %j", async (path) => {
    expect(await call("dependents", { path })).toMatch(/no readable tracked file/);
  });
});

describe("secret files", () => {
  const secrets = [".env", ".aws/canary.ts", "config/credentials.json"];
  it.each([
    ...secrets.flatMap((path) => [
      ["read", { path }],
      ["symbols", { path }],
      ["dependents", { path }],
      ["find", { text: path }],
      ["search", { text: "anary", prefix: path }],
      ["list", { prefix: path }],
    ]),
    ["symbols", { name: "canary" }],
    ["find", { text: "canary API" }],
    ["dependents", { path: "src/a.ts" }],
    ["dependents", { path: "src/shapes.ts" }],
    ["list", {}],
    ["search", { text: "a.+1;", isPattern: true }],
  ] as [string, unknown][])("stay hidden from %s of %j", async (name, args) => {
    const answer = (await call(name, args)).replaceAll(JSON.stringify((args as { path?: string }).path ?? ""), "");
    expect(answer).not.toMatch(/API=|canary = 1|canary"|^(test )?(\.env|\.aws|config\/cred)/m);
  });
});

describe("every tool", () => {
  it("describes its arguments as a closed object", () => {
    for (const tool of tools) expect(tool.parameters).toMatchObject({ type: "object", additionalProperties: false });
  });

  it("answers anything with text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tools), fc.jsonValue(), async (tool, args) => {
        expect(await tool.run(args)).not.toBe("");
      }),
    );
  });
});

describe("a name with a line end", () => {
  const odd = "src/a\n[exported] b.ts";
  const texts: Record<string, string> = {
    [odd]: "export const odd = 1;\n",
    "src/c.ts": 'import "./a\\n[exported] b.ts";\n',
  };
  const oddTools = createTools({ list: () => Object.keys(texts), read: (path) => texts[path] ?? null }, atlasOf(texts));

  it.each<[string, unknown]>([
    ["list", {}],
    ["find", { text: "odd" }],
    ["symbols", { name: "odd" }],
    ["dependents", { path: "src/c.ts" }],
    ["dependents", { path: odd }],
    ["search", { text: "odd" }],
    ["read", { path: odd }],
    ["read", { path: odd, from: 9 }],
  ])("does not break the lines of %s", async (name, args) => {
    const answer = await oddTools.find((tool) => tool.name === name)?.run(args);
    expect(answer).toContain('"src/a\\n[exported] b.ts"');
    expect(answer?.split("\n").some((line) => line.startsWith("[exported]"))).toBe(false);
  });
});

it("searches less with a pattern that costs more, and says where it stopped", async () => {
  const texts = { "a.txt": `${"x ".repeat(100_000)}\n`, "b.txt": "zq\n" };
  const large = { list: () => Object.keys(texts), read: (path: string) => texts[path as keyof typeof texts] ?? null };
  const search = createTools(large, atlasOf({})).find(({ name }) => name === "search");
  const costly = String.raw`(?i)(?:\w|\s|[a-z]|.){1,990}zq\b`;
  expect(await search?.run({ text: costly, isPattern: true })).toBe('[not searched from a.txt on; give a "prefix"]');
  expect(await search?.run({ text: "z[q]", isPattern: true })).toBe("b.txt:1: zq");
});
