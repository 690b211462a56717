import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf, normaliseOutput } from "./normalise-output.ts";

const places = { root: "/var/w-1/tree", scratch: "/var/w-1/scratch" };

describe("normaliseOutput", () => {
  it.each([
    ["✔ adds (0.529482ms)", "✔ adds (<duration>)"],
    ["ℹ duration_ms 168.644644", "ℹ duration_ms <duration>"],
    ["2 failed, 1 passed in 0.60s", "2 failed, 1 passed in <duration>"],
    ["ok  \texample.com/m\t0.004s", "ok  \texample.com/m\t<duration>"],
    ["   Duration  401ms (tests 11ms)", "   Duration  <duration> (tests <duration>)"],
    ["   Start at  17:53:06", "   Start at  <time>"],
    ["[2026-11-20T17:53:05.081Z] x", "[<time>] x"],
    ["listening on http://127.0.0.1:43211/a", "listening on http://127.0.0.1:<port>/a"],
    ["EADDRINUSE: address already in use :::8080", "EADDRINUSE: address already in use :::<port>"],
    ["worker pid 4711 died (process: 12)", "worker pid <pid> died (process: <pid>)"],
    ["<TestX object at 0x7f41123c18d0>", "<TestX object at <address>>"],
    ["at file:///var/w-1/tree/test/a.js:4:28", "at ./test/a.js:4:28"],
    ['File "/var/w-1/tree/lib.py", line 3', 'File "./lib.py", line 3'],
    ["/var/w-1/scratch/home/x and /tmp/pytest-of-root/y", "<tmp>/home/x and <tmp>/y"],
    ["thread 'a::b' (24113) panicked at src/lib.rs:16:35:", "thread 'a::b' (<pid>) panicked at src/lib.rs:16:35:"],
    ["goroutine 18 [running]:", "goroutine <pid> [running]:"],
    ["expected 3 to be 4", "expected 3 to be 4"],
    ["test/a.test.js:4:1", "test/a.test.js:4:1"],
  ])("makes %j comparable", (text, expected) => {
    expect(normaliseOutput(text, places)).toBe(expected);
  });

  it("changes nothing twice", () => {
    const piece = fc.constantFrom(
      "1",
      "23",
      ":",
      ".",
      " ",
      "ms",
      "s",
      "pid",
      "0x",
      "abcdef",
      "localhost",
      "time",
      "=",
      "/tmp/",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = normaliseOutput(pieces.join(""), places);
        expect(normaliseOutput(once, places)).toBe(once);
      }),
    );
  });

  it.each(["1", "0x", "a-", "time=", "1:", "/tmp/", "pid ", ":", " "])("takes a megabyte of %j", (piece) => {
    expect(normaliseOutput(piece.repeat(1_000_000 / piece.length), places).length).toBeLessThan(1_000_001);
  });
});

describe("excerptOf", () => {
  const many = (line: string, count: number) => `${line}\n`.repeat(count);

  it("keeps short text whole", () => {
    expect(excerptOf("✔ a\n✖ b\n")).toBe("✔ a\n✖ b\n");
  });

  it("drops passing tests from long text", () => {
    const text = `${many("✔ passes (<duration>)", 2_000)}SyntaxError: no export named 'x'\n✖ test/b.test.js\n`;
    expect(excerptOf(text)).toBe("SyntaxError: no export named 'x'\n✖ test/b.test.js\n");
  });

  it("prefers the failing part and the end", () => {
    const text = `${many("noise", 8_000)}=== FAILURES ===\nassert 1 == 2\n${many("more", 8_000)}1 failed\n`;
    const excerpt = excerptOf(text);
    expect(excerpt.startsWith("=== FAILURES ===\nassert 1 == 2\n")).toBe(true);
    expect(excerpt.endsWith("more\n1 failed\n")).toBe(true);
    expect(excerpt.length).toBeLessThanOrEqual(20_000);
  });

  it("keeps the end when nothing says where the failure is", () => {
    expect(excerptOf(`${many("noise", 8_000)}end`)).toMatch(/noise\nend$/);
  });

  it("never gives more than 20,000 well-formed characters", () => {
    fc.assert(
      fc.property(fc.constantFrom("x\n", "✔ a\n", "FAIL\n", "😀"), fc.nat(30_000), (piece, count) => {
        const excerpt = excerptOf(`${piece.repeat(count)}end`);
        expect(excerpt.length).toBeLessThanOrEqual(20_000);
        expect(excerpt.isWellFormed()).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
