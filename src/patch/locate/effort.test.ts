/** What a reply costs is bounded before it is placed: work is counted, and beyond its bound hunks are refused instead of searched for. */
import { describe, expect, it } from "vitest";
import { applyReply } from "../apply-reply.ts";
import { choosePlaces } from "./choose-place.ts";
import { collectNodes, maxNodes } from "./collect-nodes.ts";
import { createEffort } from "./effort.ts";
import { readFileText } from "./file-text.ts";
import { findPlaces } from "./find-places.ts";
import { createLineIndex } from "./line-index.ts";
import { locateHunks } from "./locate-hunks.ts";
import { type Reading, readHunk } from "./reading.ts";

const read = (lines: string[], number = 1, start: number | null = null): Reading =>
  readHunk(
    {
      at: number,
      before: { start, count: null },
      after: { start, count: null },
      sections: [],
      lines: lines.map((line, at) => ({ mark: line[0] as "+" | "-" | " ", text: line.slice(1), at })),
      mustEnd: false,
      isClosed: true,
      isUnclosed: false,
    },
    number,
  );

const diff = (hunks: string): string => `\`\`\`diff\n--- a/a\n+++ b/a\n${hunks}\`\`\`\n`;

describe("places of lines that stand all over a file", () => {
  const text = readFileText("a\nb\n".repeat(200));
  const reading = read([" a", "-b", "+c"]);

  it("are searched for once, however many hunks ask for the same", () => {
    const level = createLineIndex(text, [reading]).at(0);
    const effort = createEffort();
    const before = effort.places;
    const found = findPlaces(level, ["a", "b"], effort);
    expect(found).toHaveLength(200);
    expect(findPlaces(level, ["a", "b"], effort)).toBe(found);
    expect(before - effort.places).toBe(400);
  });

  it("are not searched for when the effort is spent", () => {
    const level = createLineIndex(text, [reading]).at(0);
    expect(findPlaces(level, ["a", "b"], { left: 0, places: 399 })).toEqual([]);
    expect(findPlaces(level, ["a", "b"], { left: 0, places: 400 })).toHaveLength(200);
  });

  it("are not weighed against each other when the effort is spent", () => {
    const known = { reading: read([" x"], 1, 5), level: 0, starts: [4] };
    const open = { reading: read([" a"], 2, 11), level: 0, starts: [2, 10, 20] };
    const narrowed = (places: number) => choosePlaces(text, [known, open], { left: 0, places })[1]?.starts;
    expect(narrowed(100)).toEqual([10]);
    expect(narrowed(2)).toEqual([2, 10, 20]);
  });
});

describe("more hunks than can be told apart", () => {
  it("are refused, not placed", () => {
    const hunks = Array.from({ length: 30 }, (_, at) => read([" a", "-b", "+c"], at + 1, at * 2 + 1));
    const text = readFileText("a\nb\n".repeat(30));
    expect(locateHunks("a", text, hunks)).toHaveProperty("rounds");
    expect(locateHunks("a", text, hunks, { left: 1_000_000, places: 100 })).toHaveProperty("refused");
  });

  it("say which they are", () => {
    const applied = applyReply(diff("@@ @@\n-a\n+c\n".repeat(5_000)), { read: () => "a\n".repeat(10_000) });
    expect(applied.ok ? [] : applied.error.map(({ reason, hunk }) => `${reason} ${hunk}`)).toEqual(
      Array.from({ length: 20 }, (_, at) => `ambiguous ${at + 1}`),
    );
  });
});

describe("nodes of a hunk", () => {
  it("hold no more common lines than their bound, near rare lines alone", () => {
    const lines = Array.from({ length: 300 }, (_, at) => (at % 10 === 0 ? ` rare ${at}` : " common"));
    const text = readFileText(`${lines.map((line) => line.slice(1)).join("\n")}\n`.repeat(20));
    const nodes = collectNodes(read(lines), createLineIndex(text, [read(lines)]), false);
    const common = nodes.filter((node) => node.text === "common");
    expect(common).toHaveLength(maxNodes);
    expect(new Set(nodes.map(({ token, line, role }) => `${token} ${line} ${role}`)).size).toBe(nodes.length);
    expect(nodes).toEqual(nodes.toSorted((one, other) => one.token - other.token || one.line - other.line));
  });
});
