import { describe, expect, it } from "vitest";
import { parseDiff } from "../parse/parse-diff.ts";
import { pieceOf } from "../parse/summarize.fixture.ts";
import { type Reading, readHunk } from "./reading.ts";
import { variantsOf } from "./variants.ts";

const marks = { context: " ", remove: "-", add: "+" };
const show = ({ tokens }: Reading) => tokens.map(({ role, text }) => marks[role] + text);

const read = (header: string, ...lines: string[]): Reading => {
  const [draft] = parseDiff(pieceOf(["--- a/f", "+++ b/f", header, ...lines]));
  const [hunk] = draft?.hunks ?? [];
  if (!hunk) throw new Error("the diff has no hunk");
  return readHunk(hunk, 1);
};

describe("readHunk", () => {
  it("counts lines from 0, and an empty old side stands behind the line that it names", () => {
    expect(read("@@ -5,1 +7,1 @@", "-a", "+b")).toMatchObject({ stated: 4, statedAfter: 6, countsHold: true });
    expect(read("@@ -5,0 +6,1 @@", "+b")).toMatchObject({ stated: 5 });
    expect(read("@@", "-a")).toMatchObject({ stated: null, statedAfter: null, countsHold: false });
  });

  it("keeps blank lines at the end only where counts ask for them", () => {
    expect(show(read("@@ -1,2 +1,2 @@", "-a", "+b", "", ""))).toEqual(["-a", "+b", " "]);
    expect(show(read("@@", "-a", "+b", "", ""))).toEqual(["-a", "+b"]);
  });

  it("sorts marks of the file's end by the side that they stand on", () => {
    const end = "\\ No newline at end of file";
    expect(read("@@", "-a", end, "+b")).toMatchObject({ oldUnterminated: true, newUnterminated: false });
    expect(read("@@", "-a", "+b", end)).toMatchObject({ oldUnterminated: false, newUnterminated: true });
    expect(read("@@", "-b", " a", end)).toMatchObject({ oldUnterminated: true, newUnterminated: true });
  });

  it("takes carriage returns off the text", () => {
    expect(read("@@", "-a\r", "+b").tokens).toMatchObject([
      { text: "a", isReturned: true },
      { text: "b", isReturned: false },
    ]);
  });
});

describe("variantsOf", () => {
  const shown = (reading: Reading) => variantsOf(reading).map((one) => show(one).join("|"));

  it("is the literal reading alone where every line is marked", () => {
    expect(shown(read("@@ -1,2 +1,2 @@", " a", "-b", "+c"))).toEqual([" a|-b|+c"]);
  });

  it("tries blank lines between added ones as added", () => {
    expect(shown(read("@@ -1,2 +1,5 @@", " a", "+b", "", "+c", " d"))).toEqual([" a|+b| |+c| d", " a|+b|+|+c| d"]);
  });
});
