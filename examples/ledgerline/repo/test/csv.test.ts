import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCsv } from "../src/csv.ts";

const fields = (text: string, delimiter = ",") => parseCsv(text, delimiter, "a.csv").map((row) => row.fields);

test("splits rows and fields, with any line ending and without a last one", () => {
  assert.deepEqual(fields("a,b\r\nc,d\ne,"), [
    ["a", "b"],
    ["c", "d"],
    ["e", ""],
  ]);
});

test("reads quoted fields with delimiters, quotes and line breaks in them", () => {
  assert.deepEqual(fields('"a;b";"say ""hi""";"two\nlines"\n', ";"), [["a;b", 'say "hi"', "two\nlines"]]);
});

test("skips empty lines and a byte order mark, and keeps the line where a row starts", () => {
  assert.deepEqual(parseCsv('\uFEFFa,b\n\n"x\ny",1\nlast,2\n', ",", "a.csv"), [
    { line: 1, fields: ["a", "b"] },
    { line: 3, fields: ["x\ny", "1"] },
    { line: 5, fields: ["last", "2"] },
  ]);
});

test("names the line of a quote that is never closed", () => {
  assert.throws(() => parseCsv('a,b\n"c,d\n', ",", "a.csv"), { message: "a.csv:2: a quoted field is never closed" });
});
