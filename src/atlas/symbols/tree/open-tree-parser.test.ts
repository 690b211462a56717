import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsedLanguages } from "../../language.ts";
import { nothingParsed } from "../../parsed-file.ts";
import { createTreeParsers, openTreeParser } from "./open-tree-parser.ts";
import { openTreeRuntime, type TreeRuntime } from "./tree-runtime.ts";

const limit = { milliseconds: 10_000 };
const source = "def first():\n    pass\n";

describe("openTreeParser", () => {
  it("loads each grammar once", async () => {
    const [one, other] = await Promise.all([openTreeParser("python"), openTreeParser("python")]);
    expect(one).toBe(other);
    expect(await openTreeParser("go")).not.toBe(one);
  });

  it.each(parsedLanguages)("gives nothing for an empty %s file", async (language) => {
    const { parse } = await openTreeParser(language);
    expect(parse("", limit)).toEqual({ ...nothingParsed, isComplete: true });
  });

  it.each([
    ["python", "", null],
    ["go", "package shop\n", "shop"],
    ["java", "package a.b;\n", "a.b"],
    ["csharp", "namespace A.B { class C {} }\nnamespace D {}\n", "A.B"],
    ["csharp", "namespace A.B;\n", "A.B"],
    ["php", "<?php\nnamespace A\\B;\n", "A\\B"],
  ] as const)("reads the namespace of %s: %j", async (language, text, namespace) => {
    const { parse } = await openTreeParser(language);
    expect(parse(text, limit).namespace).toBe(namespace);
  });

  it("counts lines behind byte order marks, carriage returns and signs of any width", async () => {
    const { parse } = await openTreeParser("python");
    const { symbols } = parse("\uFEFF# 😀 ä\r\nx = '日本'\r\ndef größe(a,\r\n  b):\r\n  pass\r\n", limit);
    expect(symbols.map(({ name, from, to, signature }) => [name, from, to, signature])).toEqual([
      ["x", 2, 2, "x = '日本'"],
      ["größe", 3, 5, "def größe(a, b)"],
    ]);
  });

  it("says that broken files are not complete, and gives the rest", async () => {
    const { parse } = await openTreeParser("python");
    const { symbols, isComplete } = parse(`${source}class (:\ndef last():\n    pass\n`, limit);
    expect(isComplete).toBe(false);
    expect(symbols.map(({ name }) => name)).toEqual(["first", "last"]);
  });

  it("falls back to lines past the time limit, and works again afterwards", async () => {
    const { parse } = await openTreeParser("python");
    let lateCalls = 0;
    const onLate = (): void => {
      lateCalls++;
    };
    const late = parse(`${source}${"x = [\n1,\n]\n".repeat(2_000)}`, { milliseconds: -1, onLate });
    expect(lateCalls).toBeGreaterThan(0);
    expect(late.isComplete).toBe(false);
    expect(late.symbols.map(({ name }) => name)).toEqual(["first"]);
    lateCalls = 0;
    expect(parse(source, { ...limit, onLate }).isComplete).toBe(true);
    expect(lateCalls).toBe(0);
  });

  it.each(parsedLanguages)("survives 10,000 nested brackets in %s", async (language) => {
    const { parse } = await openTreeParser(language);
    for (const [open, close] of ["()", "[]", "{}"]) {
      const nested = `${open?.repeat(10_000)}1${close?.repeat(10_000)}`;
      expect(() => parse(`x = ${nested};\n`, { milliseconds: 300 })).not.toThrow();
    }
    expect(parse("", limit).isComplete).toBe(true);
  });

  it("does not follow declarations deeper than anybody writes them", async () => {
    const { parse } = await openTreeParser("cpp");
    const { symbols, isComplete } = parse(`${"namespace a {".repeat(5_000)}${"}".repeat(5_000)}`, limit);
    expect(isComplete).toBe(false);
    expect(symbols.length).toBeLessThan(1_000);
  });

  const pieces = fc.constantFrom(
    ..."def class fn func function struct enum impl use import from namespace module package public static".split(" "),
    ..."( ) { } [ ] < > : ; , . = => -> :: \" ' ` # // /* */ $ @ \\ \n \t <?php end do a B _c 1 \0 é".split(" "),
    "\n",
    " ",
    "#define",
    "#include",
    "\uD800",
  );

  it("finds only well-formed symbols in any text", async () => {
    const parsers = await Promise.all(parsedLanguages.map(openTreeParser));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.nat(parsers.length - 1), (words, index) => {
        const text = words.join(" ");
        const lines = text.split("\n").length;
        for (const { name, signature, from, to } of parsers[index]?.parse(text, limit).symbols ?? []) {
          expect(name).not.toBe("");
          expect(signature).toMatch(/^.{0,160}$/u);
          expect(1 <= from && from <= to && to <= lines).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("works in a worker thread", async () => {
    const script = `
      import { parentPort } from "node:worker_threads";
      const { openTreeParser } = await import(${JSON.stringify(new URL("open-tree-parser.ts", import.meta.url).href)});
      parentPort.postMessage((await openTreeParser("go")).parse("package a", { milliseconds: 10_000 }).namespace);
    `;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    expect(await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject))).toBe("a");
    await worker.terminate();
  });
});

describe("createTreeParsers", () => {
  const trappingOnce = () => {
    let opened = 0;
    const openRuntime = async (): Promise<TreeRuntime> => {
      const runtime = await openTreeRuntime();
      opened += 1;
      if (opened > 1) return runtime;
      const { openParser: openReal } = runtime;
      const openParser: TreeRuntime["openParser"] = (grammar) =>
        Object.assign(openReal(grammar), {
          parse: () => {
            throw Object.assign(new Error("unreachable"), { name: "RuntimeError" });
          },
        });
      return Object.assign(runtime, { openParser });
    };
    return { open: createTreeParsers(openRuntime), opened: () => opened };
  };

  it("throws a runtime that trapped away, and opens another for the next file", async () => {
    const { open, opened } = trappingOnce();
    const [python, go] = [await open("python"), await open("go")];
    expect(python.parse(source, limit)).toMatchObject({ isComplete: false, symbols: [{ name: "first" }] });
    expect(go.parse("func A() {}", limit)).toMatchObject({ isComplete: false, symbols: [{ name: "A" }] });
    expect(opened()).toBe(1);
    expect((await open("python")).parse(source, limit).isComplete).toBe(true);
    expect((await open("go")).parse("package a", limit).namespace).toBe("a");
    expect(opened()).toBe(2);
  });

  it("leaves a runtime whose heap has become too large to the files that have it", async () => {
    let opened = 0;
    const open = createTreeParsers(async () => {
      opened += 1;
      return { ...(await openTreeRuntime()), heapBytes: () => 2 ** 30 };
    });
    const python = await open("python");
    expect(python.parse(source, limit).isComplete).toBe(true);
    expect(await open("python")).not.toBe(python);
    expect(opened).toBe(2);
    expect(python.parse(source, limit).isComplete).toBe(true);
  });

  it("asks again after it could not be loaded", async () => {
    let isBroken = true;
    const open = createTreeParsers(async () => {
      if (isBroken) throw new Error("no such file");
      return openTreeRuntime();
    });
    await expect(open("python")).rejects.toThrow("no such file");
    isBroken = false;
    expect((await open("python")).parse(source, limit).isComplete).toBe(true);
  });
});
