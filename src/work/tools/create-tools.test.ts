import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTools } from "./create-tools.ts";

const files: Record<string, string | null> = {
  ".env": "API=canary\n",
  "README.md": "# Hello\nworld\n",
  "config/credentials.json": "canary",
  "empty.txt": "",
  "image.png": null,
  "long.txt": Array.from({ length: 1_000 }, (_, i) => `line ${i + 1}`).join("\n"),
  "src/a.ts": "export const a = 1;\n",
  "src/deep/a.ts": "const x = '.*';\n",
  "wide.txt": `${"x".repeat(5_000)}needle${"y".repeat(5_000)}\n`,
};
const tree = {
  list: () => Object.keys(files).sort(),
  read: (path: string) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
};
const tools = createTools(tree);
const call = async (name: string, args: unknown): Promise<string> => {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(args);
};

describe("read_lines", () => {
  it("numbers lines", async () => {
    expect(await call("read_lines", { path: "README.md" })).toBe("README.md, lines 1-2 of 2\n1|# Hello\n2|world");
    expect(await call("read_lines", { path: "README.md", from: 2, to: 9 })).toBe("README.md, lines 2-2 of 2\n2|world");
  });

  it("gives at most 300", async () => {
    const lines = (await call("read_lines", { path: "long.txt", from: 11 })).split("\n");
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
    expect(await call("read_lines", args)).toMatch(answer);
  });
});

describe("list_files", () => {
  it("lists by prefix without secret files", async () => {
    expect(await call("list_files", { prefix: "./src/" })).toBe("src/a.ts\nsrc/deep/a.ts");
    expect(await call("list_files", {})).not.toMatch(/\.env|credentials/);
    expect(await call("list_files", { prefix: "nope" })).toMatch(/No tracked file starts with "nope"/);
  });

  it("is bounded", async () => {
    const many = { list: () => Array.from({ length: 1_000 }, (_, i) => `f${i}`), read: () => null };
    const answer = await createTools(many)
      .find((tool) => tool.name === "list_files")
      ?.run({});
    expect(answer?.split("\n")).toHaveLength(401);
    expect(answer).toContain("[600 more");
  });
});

describe("search", () => {
  it("finds literal text with its place", async () => {
    expect(await call("search", { text: "export const" })).toBe("src/a.ts:1: export const a = 1;");
    expect(await call("search", { text: ".*" })).toBe("src/deep/a.ts:1: const x = '.*';");
  });

  it("never looks into secret files", async () => {
    expect(await call("search", { text: "canary" })).toBe('No tracked file contains "canary".');
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
