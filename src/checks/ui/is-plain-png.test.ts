import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isPlainPng } from "./is-plain-png.ts";
import { pngChunk as chunk, pngOf } from "./png.fixture.ts";

const header = (width: number, height: number): Buffer => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 0, 0, 0, 0], 8);
  return data;
};
const signature = pngOf(1, 1).subarray(0, 8);
const picture = chunk("IDAT", deflateSync(Buffer.from([0, 0])));
const end = chunk("IEND", Buffer.alloc(0));
const of = (...parts: Buffer[]): Buffer => Buffer.concat([signature, ...parts]);

it("accepts a picture", () => {
  expect(isPlainPng(pngOf(1, 1))).toBe(true);
  expect(
    isPlainPng(of(chunk("IHDR", header(1280, 4000)), chunk("sRGB", Buffer.from([0])), picture, picture, end)),
  ).toBe(true);
});

const strange: [string, Buffer][] = [
  ["nothing", Buffer.alloc(0)],
  ["text", Buffer.from("<!doctype html><script>")],
  ["a signature alone", signature],
  ["no end", of(chunk("IHDR", header(1, 1)), picture)],
  ["something behind the end", Buffer.concat([pngOf(1, 1), Buffer.from("PK\u0003\u0004")])],
  ["a text chunk", of(chunk("IHDR", header(1, 1)), chunk("tEXt", Buffer.from("<script>")), picture, end)],
  ["a private chunk", of(chunk("IHDR", header(1, 1)), chunk("zipA", Buffer.from("x")), picture, end)],
  ["no header", of(picture, end)],
  ["two headers", of(chunk("IHDR", header(1, 1)), chunk("IHDR", header(1, 1)), picture, end)],
  ["a width of nothing", of(chunk("IHDR", header(0, 1)), picture, end)],
  ["a giant", of(chunk("IHDR", header(1, 2 ** 31)), picture, end)],
  ["a length that leads out of the file", of(chunk("IHDR", header(1, 1)), Buffer.from("ffffffff49444154", "hex"), end)],
  ["an end with cargo", of(chunk("IHDR", header(1, 1)), picture, chunk("IEND", Buffer.from("cargo")))],
];
it.each(strange)("refuses %s", (_, bytes) => {
  expect(isPlainPng(bytes)).toBe(false);
});

it("never throws, and refuses what is cut anywhere", () => {
  const whole = pngOf(3, 2);
  for (let length = 0; length < whole.length; length += 1) expect(isPlainPng(whole.subarray(0, length))).toBe(false);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !isPlainPng(of(Buffer.from(bytes)))));
});
