import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Atlas } from "../atlas.ts";
import { createMemoryAtlas } from "../build/memory-atlas.fixture.ts";
import { createSearcher, type Searcher } from "./search-atlas.ts";

const padding = Array.from({ length: 200 }, (_, i) => `export const filler${i} = ${i};`).join("\n");
const texts: Record<string, string> = {
  ".env": "CART_SECRET=canary\n",
  "README.md": "# Shop\nHow the cart counts its total.\n",
  "config/shop.yml": "cart: total\n",
  "docs/taxes.md": "# Taxes\n",
  "gen/cart.pb.go": "package gen // cart total\n",
  "src/cart.ts": `import { price } from "./price.ts";\n${padding}\nexport class Cart {\n  total() {\n    return price(1);\n  }\n}\n`,
  "src/checkout.ts": `import { Cart } from "./cart.ts";\nexport const checkout = () => new Cart().total();\n`,
  "src/email.ts": "export const sendMail = () => 'mail';\n",
  "src/price.ts": "export const price = (n: number) => n * 2;\nexport const roundPrice = () => 1;\n",
  "src/tax/rate.py": "def tax_rate(country):\n    return 19\n",
  "test/cart.test.ts": 'import { Cart } from "../src/cart.ts";\nnew Cart().total();\n',
  "test/mail.test.ts": 'import { sendMail } from "../src/email.ts";\nsendMail();\n',
};
let atlas: Atlas;
let searcher: Searcher;
beforeAll(async () => {
  atlas = await createMemoryAtlas(texts, [
    { subject: "Fix gremlins in the discount", files: ["src/price.ts"] },
    { subject: "Everything", files: ["src/cart.ts", "src/email.ts", "src/price.ts", "README.md"] },
  ]);
  searcher = createSearcher(atlas);
});
const paths = (text: string, limit = 10): string[] => searcher.search(text, { limit }).results.map(({ path }) => path);

describe("a search", () => {
  it.each([
    ["Something is wrong\nsee src/email.ts for the cart total price", "src/email.ts"],
    ["Crash in cart total\n  at f (/home/u/app/src/price.ts:2:1)", "src/price.ts"],
    ["Cart total wrong\nCaused by tax.rate.tax_rate", "src/tax/rate.py"],
    ["roundPrice() gives 2", "src/price.ts"],
    ["`sendMail` is slow with a cart", "src/email.ts"],
    ["gremlins", "src/price.ts"],
    ["Sending mails", "src/email.ts"],
    ["country", "src/tax/rate.py"],
  ])("for %j starts with %s", (text, path) => {
    expect(paths(text)[0]).toBe(path);
  });

  it("keeps tests and documents apart, and leaves out what is generated or secret", () => {
    const { results, tests, docs } = searcher.search("cart total canary", { limit: 50 });
    expect(new Set(results.slice(0, 3).map(({ path }) => path))).toEqual(
      new Set(["src/checkout.ts", "src/cart.ts", "config/shop.yml"]),
    );
    expect(results.every(({ path }) => /^(src|config)/.test(path))).toBe(true);
    expect(tests[0]?.path).toBe("test/cart.test.ts");
    expect(tests.every(({ path }) => path.startsWith("test/"))).toBe(true);
    expect(docs.map(({ path }) => path)).toEqual(["README.md"]);
  });

  it("finds the tests of a file that the text speaks of in other words", () => {
    const { tests } = searcher.search("checkout broken, see src/cart.ts", { limit: 5 });
    expect(tests[0]?.path).toBe("test/cart.test.ts");
    expect(searcher.search("see test/mail.test.ts", { limit: 5 }).tests[0]?.path).toBe("test/mail.test.ts");
  });

  it("says why, and where to read", () => {
    const [first] = searcher.search("Cart is broken\nat src/cart.ts:203", { limit: 1 }).results;
    expect(first?.reasons[0]).toBe("named in the text, line 203");
    expect(first?.windows[0]).toMatchObject({ score: 1 });
    expect(first?.windows[0]?.from).toBeLessThanOrEqual(203);
    expect(first?.windows[0]?.to).toBeGreaterThanOrEqual(203);
    const reasons = searcher.search("roundPrice discount gremlins", { limit: 1 }).results[0]?.reasons;
    expect(reasons).toContain("declares roundPrice");
    expect(reasons?.some((reason) => reason === 'commit "Fix gremlins in the discount"')).toBe(true);
    expect(reasons?.some((reason) => reason.startsWith("words "))).toBe(true);
  });

  it("gives at most `limit` of each list, the same order at each limit", () => {
    const all = paths("cart total price mail", 50);
    for (let limit = 0; limit <= all.length; limit++)
      expect(paths("cart total price mail", limit)).toEqual(all.slice(0, limit));
  });

  it("filters before it counts", () => {
    const { results, tests, docs } = searcher.search("cart total price", {
      limit: 1,
      accept: ({ path, language }) => language === "typescript" && !path.includes("cart"),
    });
    expect(results.map(({ path }) => path)).toEqual(["src/price.ts"]);
    expect([...tests.map(({ path }) => path), ...docs]).toEqual(["test/mail.test.ts"]);
    expect(searcher.search("cart", { limit: 9, accept: () => false })).toEqual({ results: [], tests: [], docs: [] });
  });

  it.each(["", " ", "\n\n", "?!", "the and of", "zzzunknown", "\ud800", "\0"])("finds nothing for %j", (text) => {
    expect(searcher.search(text, { limit: 10 })).toEqual({ results: [], tests: [], docs: [] });
  });

  it("answers any text with tracked files in falling order, and the same again", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...Object.keys(texts),
        "__proto__",
        "constructor",
        "toString",
        "cart",
        "total",
        "\n",
        ":12",
        "`",
        "\ud800",
      ),
      fc.string({ unit: "binary", maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
        const text = parts.join(" ");
        const answer = searcher.search(text, { limit: 20 });
        for (const hits of Object.values(answer)) {
          const scores = hits.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          expect(scores.every((score) => score > 0 && Number.isFinite(score))).toBe(true);
          expect(new Set(hits.map(({ path }) => path)).size).toBe(hits.length);
          for (const { path, reasons } of hits) {
            expect(Object.hasOwn(texts, path)).toBe(true);
            expect(reasons.length).toBeLessThanOrEqual(4);
          }
        }
        expect(createSearcher(atlas).search(text, { limit: 20 })).toEqual(answer);
      }),
      { numRuns: 50 },
    );
  });

  it("reads the beginning of a text of a megabyte", () => {
    const long = (word: string): string => `Cart total\n${`${word} `.repeat(1_000_000 / (word.length + 1))}`;
    for (const word of ["cart", "src/cart.ts:12", "getCartTotal", "x".repeat(999), "東京", "////", "a.b.c.d"])
      expect(paths(long(word))).toContain("src/cart.ts");
  });

  it("counts a file that often changes and shares no word for nothing", () => {
    expect(paths("country")).toEqual(["src/tax/rate.py"]);
  });

  it("ranks a file higher for each word that it shares with the text", () => {
    const rank = (text: string): number => paths(text).indexOf("src/tax/rate.py");
    expect(rank("checkout")).toBe(-1);
    expect(rank("checkout country")).toBe(1);
    expect(rank("checkout tax rate country")).toBe(0);
  });
});

describe("hitOf", () => {
  it("gives the lines of one file, wherever it ranks", () => {
    const hit = searcher.hitOf("src/cart.ts", "Cart\n`total`");
    expect(hit.path).toBe("src/cart.ts");
    expect(hit.windows.some(({ from, to }) => from <= 203 && 203 <= to)).toBe(true);
    expect(hit.reasons).toContain("declares total");
    expect(searcher.hitOf("test/cart.test.ts", "cart").windows).not.toEqual([]);
  });

  it.each(["nowhere.ts", ".env", "gen/cart.pb.go", "__proto__", ""])("knows nothing of %j", (path) => {
    expect(searcher.hitOf(path, "cart total canary")).toEqual({ path, score: 0, reasons: [], windows: [] });
  });
});

describe("an empty map", () => {
  it("answers nothing", async () => {
    const { search } = createSearcher(await createMemoryAtlas({}));
    expect(search("cart src/cart.ts:12", { limit: 5 })).toEqual({ results: [], tests: [], docs: [] });
  });
});
