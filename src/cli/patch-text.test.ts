/** Bytes that are not changed come back as they were, whatever encoding they are in. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeReply } from "./patch-reply.ts";
import { decideEncoding, decodeText, encodeText } from "./patch-text.ts";

const withoutNul = fc.uint8Array({ min: 1, max: 255 }).map((bytes) => Buffer.from(bytes));

it("gives back the bytes of every text", () => {
  fc.assert(
    fc.property(fc.oneof(withoutNul, fc.string({ unit: "binary" }).map(Buffer.from)), (bytes) => {
      const text = decodeText(bytes);
      if (text === null) expect(bytes.includes(0) || /^(?:fffe|feff)/.test(bytes.toString("hex"))).toBe(true);
      else expect(encodeText(text)).toEqual(bytes);
    }),
  );
});

it.each<[string, Buffer, string | null]>([
  ["UTF-8 with a byte order mark", Buffer.from("\ufeffä\r\n"), "\ufeffä\r\n"],
  ["Latin-1", Buffer.from("grün\n", "latin1"), "grün\n"],
  ["bytes of Windows-1252", Buffer.from([0x93, 0x41, 0x94]), "\u0093A\u0094"],
  ["a cut UTF-8 character", Buffer.from([0x41, 0xc3]), "AÃ"],
  ["a NUL", Buffer.from("a\0b"), null],
  ["UTF-16", Buffer.from("\ufeffa", "utf16le"), null],
  ["UTF-16 without a NUL", Buffer.from([0xfe, 0xff, 0x4e, 0x2d]), null],
])("reads %s", (_, bytes, text) => expect(decodeText(bytes)?.text ?? null).toBe(text));

it("has no bytes for what an encoding lacks", () => {
  expect(encodeText({ text: "€", encoding: "latin1" })).toBeNull();
  expect(encodeText({ text: "😀", encoding: "latin1" })).toBeNull();
  expect(encodeText({ text: "\ud83d", encoding: "utf8" })).toBeNull();
});

it("reads a reply line by line where it is not all UTF-8", () => {
  const bytes = Buffer.concat([Buffer.from("é\n"), Buffer.from("+é\r\n", "latin1"), Buffer.from("€")]);
  const reply = decodeReply(bytes);
  expect(reply).toEqual({ ok: true, value: { text: "é\n+é\r\n€", rawLines: new Set(["+é"]) } });
});

it("keeps all bytes of a reply that is ASCII and Latin-1", () => {
  fc.assert(
    fc.property(withoutNul, (bytes) => {
      const reply = decodeReply(bytes);
      const lines = reply.ok ? reply.value.text.split("\n") : [];
      expect(lines).toHaveLength(bytes.toString("latin1").split("\n").length);
    }),
  );
});

it("writes a new file as Latin-1 only where the reply brought all of its odd lines as such", () => {
  const raw = { text: "", rawLines: new Set(["+é", "ü"]) };
  expect(decideEncoding(null, "a\né\r\nü\n", raw)).toBe("latin1");
  expect(decideEncoding(null, "é\nö\n", raw)).toBe("utf8");
  expect(decideEncoding(null, "a\n", raw)).toBe("utf8");
  expect(decideEncoding({ text: "a\n", encoding: "utf8" }, "é\n", raw)).toBe("latin1");
  expect(decideEncoding({ text: "ß\n", encoding: "utf8" }, "é\n", raw)).toBe("utf8");
  expect(decideEncoding({ text: "ß\n", encoding: "latin1" }, "ö\n", raw)).toBe("latin1");
});
