/** Every decoder against reports that are cut, too large, of the wrong form, or made to hurt. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testResultSchema } from "../../../domain/evidence.ts";
import type { Decoded, Left } from "../adapters/adapter.ts";
import { decodeGo } from "./decode-go.ts";
import { decodeJest } from "./decode-jest.ts";
import { decodeMocha } from "./decode-mocha.ts";
import { parseJunit } from "./parse-junit.ts";
import { parseLibtest } from "./parse-libtest.ts";
import { parseUnittest } from "./parse-unittest.ts";

/** Decoders of reports read `text` there, those of output there. */
const left = (text: string): Left => ({
  documents: [{ text, path: null }],
  output: text,
  place: { root: "/w/tree", dir: "." },
  clean: (each) => each.replaceAll("/w/tree", "."),
  source: { isFile: () => false, read: () => null, list: () => [] },
});

const decoders: Record<string, (left: Left) => Decoded> = {
  "JUnit XML": parseJunit,
  jest: decodeJest,
  mocha: decodeMocha,
  go: decodeGo,
  cargo: parseLibtest,
  unittest: parseUnittest,
};

/** A report of one test with this name and message, that failed. */
const write: Record<string, (name: string, message: string) => string> = {
  "JUnit XML": (name, message) =>
    `<a><testcase name="${escapeXml(name)}" time="NaN"><failure>${escapeXml(message)}</failure></testcase></a>`,
  jest: (name, message) =>
    JSON.stringify({
      testResults: [
        {
          name: "/w/tree/a.js",
          status: "failed",
          message: "",
          startTime: "NaN",
          assertionResults: [
            { ancestorTitles: ["s"], title: name, status: "failed", failureMessages: [message], duration: null },
          ],
        },
      ],
    }),
  mocha: (name, message) =>
    JSON.stringify({
      stats: { duration: "NaN" },
      passes: [],
      pending: [],
      failures: [{ fullTitle: name, file: "/w/tree/a.js", err: { message, stack: message } }],
    }),
  go: (name, message) =>
    [
      { Action: "run", Package: "m", Test: name },
      { Action: "output", Package: "m", Test: name, Output: `${message}\n` },
      { Action: "fail", Package: "m", Test: name, Elapsed: "NaN" },
    ]
      .map((event) => JSON.stringify(event))
      .join("\n"),
};

const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, "?")
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const millions: Record<string, string> = {
  "JUnit XML": `<a>${'<testcase name="x"/>'.repeat(1_000_000)}</a>`,
  jest: JSON.stringify({
    testResults: [
      {
        name: "a",
        status: "passed",
        message: "",
        assertionResults: Array.from({ length: 200_000 }, (_, i) => ({
          ancestorTitles: [],
          title: `${i}`,
          status: "passed",
          failureMessages: [],
        })),
      },
    ],
  }),
  mocha: JSON.stringify({
    passes: Array.from({ length: 200_000 }, (_, i) => ({ fullTitle: `${i}` })),
    failures: [],
    pending: [],
  }),
  go: Array.from({ length: 100_000 }, (_, i) => `{"Action":"run","Package":"m","Test":"T${i}"}`).join("\n"),
  cargo: `     Running unittests src/lib.rs (target/debug/deps/a-0123456789abcdef)\n${Array.from({ length: 100_000 }, (_, i) => `test t${i} ... ok`).join("\n")}`,
  unittest: Array.from({ length: 100_000 }, (_, i) => `test_${i} (a.A.test_${i}) ... ok`).join("\n"),
};

describe.each(Object.entries(decoders))("%s", (name, decode) => {
  it.each([
    ["nothing", ""],
    ["text", "TAP version 13\n1..0\n"],
    ["cut", (write[name]?.("a", "b") ?? "     Running unittests src/lib.rs (target").slice(0, -20)],
    ["deep", name === "JUnit XML" ? "<a>".repeat(50_000) : "[".repeat(200_000)],
    ["another form", '{"testResults": 1, "passes": {}, "Action": []}'],
    ["null bytes", "\0".repeat(10_000)],
  ])("gives no passing test for a report that is %s", (_, text) => {
    const { tests, reason } = decode(left(text));
    expect(tests.filter((test) => test.status === "passed")).toEqual([]);
    expect(reason === null && tests.length === 0).toBe(false);
  });

  it("says that there are too many tests", () => {
    expect(decode(left(millions[name] ?? ""))).toMatchObject({
      tests: [],
      reason: expect.stringMatching(/more than 20000 tests/),
    });
  });

  it.runIf(write[name])("keeps names fit to be shown and messages within bounds", () => {
    const hostile = "a\u001b[31m\u202e\u0007\r\nb\t::set-output name=x::y <!-- & \ud800";
    const { tests } = decode(left(write[name]?.(hostile, `${"m".repeat(50_000)}\n::error::x`) ?? ""));
    expect(tests).toHaveLength(1);
    expect(tests[0]?.name).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(tests[0]?.name.isWellFormed()).toBe(true);
    expect(testResultSchema.parse(tests[0])).toEqual(tests[0]);
  });

  it.runIf(write[name])("takes any name and message", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (title, message) => {
        const { tests } = decode(left(write[name]?.(title, message) ?? ""));
        expect(tests.map((test) => test.status)).toEqual(["failed"]);
        expect(testResultSchema.safeParse(tests[0]).success).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("takes megabytes of what looks like its beginning", () => {
    const pieces = [
      "test a ... ",
      "---- a stdout ----\n",
      "{",
      '{"Action":',
      "error[E1]: `",
      "a (a.",
      "<testcase ",
      "x.go:1:",
      'File "',
    ];
    for (const piece of pieces) {
      const { tests } = decode(left(piece.repeat(1_000_000 / piece.length)));
      expect(tests.filter((test) => test.status === "passed")).toEqual([]);
    }
  });
});

describe("JUnit XML that declares a document type", () => {
  it.each([
    [
      "an entity bomb",
      `<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "${"&x;".repeat(1_000)}">]><a><testcase name="&y;"/></a>`,
    ],
    ["a file of the host", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><testcase name="&x;"/></a>'],
    ["nothing", '<!DOCTYPE a><a><testcase name="x"/></a>'],
  ])("is refused: %s", (_, xml) => {
    expect(parseJunit(left(xml))).toEqual({ tests: [], reason: expect.stringContaining("document type") });
  });
});
