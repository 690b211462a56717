/** However a stream is cut into chunks, its lines are the same. */
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { splitStream } from "./patch-lines.ts";

const linesOf = async (chunks: Uint8Array[], maxBytes?: number): Promise<(string | null)[]> => {
  const lines: (string | null)[] = [];
  for await (const line of splitStream(Readable.from(chunks), maxBytes)) lines.push(line?.toString("utf8") ?? null);
  return lines;
};

it("finds the lines of any text in any chunks", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("\n", "ab", "ä", "\r\n", "\u2028", "")).map((parts) => Buffer.from(parts.join(""))),
      fc.array(fc.nat(8), { maxLength: 20 }),
      async (bytes, cuts) => {
        const chunks: Buffer[] = [];
        let start = 0;
        for (const cut of cuts) {
          chunks.push(bytes.subarray(start, start + cut));
          start += cut;
        }
        chunks.push(bytes.subarray(start));
        const expected = bytes.toString("utf8").split("\n");
        if (expected.at(-1) === "") expected.pop();
        expect(await linesOf(chunks)).toEqual(expected);
      },
    ),
  ));

it("gives null for a line that is too long, and goes on behind it", async () => {
  const chunks = ["ab\nabc", "def", "gh\ncd\nlonger"].map((text) => Buffer.from(text));
  expect(await linesOf(chunks, 4)).toEqual(["ab", null, "cd", null]);
});

it("gives a line as soon as it is there", async () => {
  const input = new Readable({ read: () => {} });
  const lines = splitStream(input);
  input.push("one\ntw");
  expect(String((await lines.next()).value)).toBe("one");
  input.push("o\n");
  expect(String((await lines.next()).value)).toBe("two");
  input.push(null);
  expect((await lines.next()).done).toBe(true);
});
