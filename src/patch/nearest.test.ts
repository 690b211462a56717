import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describePlaces, nearestPlace } from "./nearest.ts";

const numbered = (count: number, end = "") => Array.from({ length: count }, (_, i) => `line ${i + 1}${end}`);
const range = (from: number, to: number) => numbered(to).slice(from - 1);
const shown = (lines: string[]): string[] => lines.map((line) => `${line.slice(5).padStart(5)}|${line}`);

describe("nearestPlace", () => {
  it("shows the lines around the place with their numbers and what differs", () => {
    expect(nearestPlace(numbered(60), ["line 11", "line twelve", "line 13"], 39)).toEqual({
      line: { base: 11, hunk: 1 },
      nearest: [...shown(range(8, 12)), "    ~|line [-twelve-]{+12+}", ...shown(range(13, 16))].join("\n"),
    });
  });

  it("shows lines that only the hunk or only the file has", () => {
    expect(nearestPlace(numbered(60), ["line 11", "what is this", "line 12", "line 14"], null)).toEqual({
      line: { base: 11, hunk: 1 },
      nearest: [
        ...shown(range(8, 11)),
        "    ~|[-what is this-]",
        ...shown(range(12, 13)),
        "    ~|{+line 13+}",
        ...shown(range(14, 17)),
      ].join("\n"),
    });
  });

  it("shows blank lines that only one side has, and differences far into a line", () => {
    const lines = ["first();", "", "second();", "third();"];
    expect(nearestPlace(lines, ["first();", "second();", "", "third();"], 0).nearest.split("\n")).toEqual([
      "    1|first();",
      "    2|",
      "    ~|{+a blank line+}",
      "    3|second();",
      "    ~|[-a blank line-]",
      "    4|third();",
    ]);
    const wide = "some words ".repeat(25);
    expect(nearestPlace([`${wide}here`], [`${wide}there`], 0).nearest).toMatch(/\[-there-\]\{\+here\+\}$/);
  });

  it("names the line behind the last one where the hunk goes on", () => {
    const found = nearestPlace(numbered(60), ["line 59", "line 60", "something else"], 0);
    expect(found.line).toEqual({ base: 60, hunk: 2 });
    expect(found.nearest.split("\n").slice(-2)).toEqual(["   60|line 60", "    ~|[-something else-]"]);
  });

  it("lets one rare line decide against many frequent ones", () => {
    const lines = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? `call${i}();` : i % 3 === 1 ? "}" : ""));
    expect(nearestPlace(lines, ["}", "", "call150();", "}", "", "wrong();"], 0).line).toEqual({ base: 153, hunk: 5 });
  });

  it("lets the stated line decide between places that are as good", () => {
    const block = ["open {", "  same", "}"];
    const lines = [...block, ...numbered(20), ...block, ...numbered(20), ...block];
    const wanted = ["open {", "  other", "}"];
    expect(nearestPlace(lines, wanted, 25).line).toEqual({ base: 24, hunk: 1 });
    expect(nearestPlace(lines, wanted, 45).line).toEqual({ base: 47, hunk: 1 });
    expect(nearestPlace(lines, wanted, null).line).toEqual({ base: 1, hunk: 1 });
  });

  it("goes by single words where no whole line is the same", () => {
    const lines = ["alpha beta", "const total = count(items);", "omega"];
    expect(nearestPlace(lines, ["const total = sum(items);"], 0)).toEqual({
      line: { base: 1, hunk: 0 },
      nearest: [
        "    1|alpha beta",
        "    2|const total = count(items);",
        "    ~|const total = [-sum-]{+count+}(items);",
        "    3|omega",
      ].join("\n"),
    });
  });

  it("shows the stated lines where nothing is alike, as far as there are any", () => {
    expect(nearestPlace(numbered(60), ["???"], 29)).toEqual({ line: null, nearest: shown(range(27, 33)).join("\n") });
    expect(nearestPlace(numbered(60), ["???"], 10_000).nearest).toBe(shown(range(57, 60)).join("\n"));
    expect(nearestPlace([], ["a"], 3)).toEqual({ line: null, nearest: "(the file is empty)" });
  });

  it("speaks of line ends only where nothing else differs", () => {
    const wanted = ["line 3", "line four"];
    expect(nearestPlace(numbered(9, "\r"), wanted, 2).nearest).toContain(
      "    3|line 3\n    4|line 4\n    ~|line [-four-]{+4+}\n",
    );
    expect(nearestPlace(numbered(9, "\r"), ["line 3"], 2).nearest).toContain(
      "    3|line 3\n    ~|line 3{+\\r+}\n    4|line 4",
    );
  });

  it("shows a long hunk from its first wrong line on, and cuts long lines", () => {
    const wide = numbered(400).map((line) => `${line} ${"x".repeat(1_000)}`);
    const { line, nearest } = nearestPlace(wide, wide.slice(100, 300).with(150, "not a line"), 0);
    expect(line).toEqual({ base: 250, hunk: 150 });
    expect(nearest).toContain("  251|line 251 xxx");
    expect(nearest.split("\n").length).toBeLessThan(70);
    expect(nearest.length).toBeLessThan(20_000);
  });

  it("shows lines of the file as they are, whatever is looked for", () => {
    const line = fc.constantFrom("a", "b", "", "}", "  call(x);", "  call(y);", "\tz ", "é\r");
    const texts = fc.tuple(fc.array(line, { maxLength: 30 }), fc.array(line, { maxLength: 12 }));
    fc.assert(
      fc.property(texts, fc.option(fc.integer({ min: -5, max: 50 })), ([lines, wanted], stated) => {
        const { line, nearest } = nearestPlace(lines, wanted, stated);
        for (const [, number, text] of nearest.matchAll(/^ *(\d+)\|(.*)$/gm))
          expect(text).toBe(lines[Number(number) - 1]?.replace(/\r$/, ""));
        if (line === null) return;
        expect(line.base).toBeGreaterThanOrEqual(0);
        expect(line.base).toBeLessThanOrEqual(lines.length);
        expect(wanted[line.hunk]).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it("comes to an end on large files and hunks", () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => (i % 2 ? `  value${i} = "text";` : "}"));
    expect(nearestPlace(lines, ["  value501 = 'text';", "}", "foo"], 0).line?.base).toBe(501);
    expect(
      nearestPlace(
        lines,
        lines.map((line) => line.replace("text", "x")),
        0,
      ).line,
    ).not.toBeNull();
    expect(nearestPlace(["x y ".repeat(1_000_000)], ["x z ".repeat(1_000_000)], 0).nearest.length).toBeLessThan(1_500);
  });
});

describe("describePlaces", () => {
  it("shows each place with the lines around it", () => {
    const lines = ["a", "b", "x", "c", "d", "e", "f", "x", "g"];
    expect(describePlaces(lines, [2], 1)).toBe("    1|a\n    2|b\n    3|x\n    4|c\n    5|d\n    6|e");
    expect(describePlaces(lines, [2, 7], 1).split("\n  ...\n")).toEqual([
      "    1|a\n    2|b\n    3|x\n    4|c\n    5|d\n    6|e",
      "    5|d\n    6|e\n    7|f\n    8|x\n    9|g",
    ]);
  });

  it("reaches as far up and down as the places are alike", () => {
    const block = ["{", "1", "2", "3", "4", "x", "5", "6", "7", "8", "}"];
    const lines = ["first", ...block, "second", ...block, "third"];
    const numbersOf = (from: number, to: number) =>
      lines.slice(from - 1, to).map((line, i) => `${String(from + i).padStart(5)}|${line}`);
    const [one, other] = describePlaces(lines, [6, 18], 1).split("\n  ...\n");
    expect(one?.split("\n")).toEqual(numbersOf(1, 13));
    expect(other?.split("\n")).toEqual(numbersOf(13, 25));
  });

  it("leaves out the middle of long places", () => {
    const place = describePlaces(numbered(100), [9], 50).split("\n");
    expect(place).toEqual([...shown(range(7, 13)), "  ...", ...shown(range(56, 62))]);
  });
});
