import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractPieces } from "./extract-pieces.ts";
import type { Piece } from "./piece.ts";
import { diff, edit, fenced, indented, other, patch } from "./reply.fixture.ts";

const fragments = [
  ..."<>`~*@+-=#{}[]:|\"'\\ \t\r\n".split(""),
  ...[diff, other, edit, patch].flatMap((text) => [
    text,
    text.slice(0, 20),
    text.slice(20),
    JSON.stringify({ diff: text }),
  ]),
  ...'```diff\n|```\n|````md\n|<!--|-->|<details>\n|</details>\n|<diff>\n|</diff>\n|<file path="a.ts">\n|</file>\n|<![CDATA[|]]>|> |    |src/a.ts\n'.split(
    "|",
  ),
  ...'<<<<<<< SEARCH\n|=======\n|>>>>>>> REPLACE\n|*** Begin Patch\n|*** End Patch\n|*** Add File: n\n|@@ -1,2 +1,2 @@\n|{"path": "a", "content": "|"}|[x]: y\n'.split(
    "|",
  ),
  "\uFEFF",
  "\uD800",
  "\u0000",
  "\n".repeat(201),
];
const reply = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 12 })), { maxLength: 40 })
  .map((parts) => parts.join(""));

const word = fc.constantFrom(
  "the",
  "parser",
  "reads",
  "lines",
  "now",
  "I",
  "changed",
  "it",
  "because",
  "tests",
  "failed",
);
const sentence = fc.array(word, { minLength: 2, maxLength: 9 }).map((words) => `${words.join(" ")}.`);
const prose = fc
  .array(fc.oneof(sentence, fc.constantFrom("", "- a point", "## Why")), { maxLength: 6 })
  .map((lines) => lines.map((line) => `${line}\n`).join(""));

/** Pieces without the lines that they stand on. */
const withoutPlaces = (text: string): unknown => {
  const result = extractPieces(text);
  if (!result.ok) return result.error.map(({ reason, detail, path }) => ({ reason, detail, path }));
  return JSON.parse(JSON.stringify(result.value.pieces, (key, value) => (key === "at" ? undefined : value)));
};

const packaged = fc.constantFrom(
  fenced(diff),
  fenced(other, "patch", "~~~~"),
  indented(fenced(diff), "   "),
  `src/x.ts\n${edit}`,
  fenced(edit, "ts src/x.ts"),
  patch,
  `<diff>\n${diff}</diff>\n`,
  fenced(`${JSON.stringify({ diff })}\n`, "json"),
  fenced("const a = 1;\n", "ts src/a.ts"),
);

const textOf = (piece: Piece): string[] =>
  piece.kind === "diff"
    ? piece.lines.map(({ text }) => text)
    : piece.file.hunks.flatMap(({ lines }) => lines.map(({ text }) => text));

describe("extractPieces of any text", () => {
  it("never throws, and gives pieces or refusals but not neither", () => {
    fc.assert(
      fc.property(reply, (text) => {
        const result = extractPieces(text);
        expect((result.ok ? result.value.pieces : result.error).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it("invents no line: every line of a piece stands in the reply, at the stated place where the reply is no JSON and no CRLF", () => {
    fc.assert(
      fc.property(reply, (text) => {
        fc.pre(!/["&\r]/.test(text));
        const result = extractPieces(text);
        const lines = text.split("\n");
        for (const piece of result.ok ? result.value.pieces : []) {
          for (const line of textOf(piece)) expect(text).toContain(line);
          if (piece.kind === "diff")
            for (const { text: line, at } of piece.lines) expect(lines[at - 1]).toContain(line);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same pieces with prose around and between", () => {
    fc.assert(
      fc.property(
        prose,
        prose,
        prose,
        fc.uniqueArray(packaged, { minLength: 1, maxLength: 3 }),
        (before, between, after, blocks) => {
          const [first = "", ...rest] = blocks;
          const plain = [first, ...rest].join("\n\n");
          const wordy = `${before}\n${[first, ...rest].join(`\n${between}\n`)}\n${after}`;
          expect(withoutPlaces(wordy)).toEqual(withoutPlaces(plain));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives the same pieces with CRLF", () => {
    fc.assert(
      fc.property(packaged, (block) => {
        expect(withoutPlaces(block.replaceAll("\n", "\r\n"))).toEqual(withoutPlaces(block));
      }),
    );
  });

  it("gives the same pieces for a reply that is quoted or indented as a whole", () => {
    fc.assert(
      fc.property(fc.constantFrom(fenced(diff), patch, `x.ts\n${fenced(edit)}`), (block) => {
        const plain = withoutPlaces(block);
        expect(withoutPlaces(indented(block, "> "))).toEqual(plain);
        expect(withoutPlaces(indented(block, "  "))).toEqual(plain);
      }),
    );
  });
});
