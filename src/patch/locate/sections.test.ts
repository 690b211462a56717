import { describe, expect, it } from "vitest";
import { readFileText } from "./file-text.ts";
import { findSections, insideSections } from "./sections.ts";

const text = readFileText(
  [
    ...["class A {", "  run() {", "    go();", "  }", "", "  stop() {", "    go();", "  }", "}"],
    ...["class B {", "  run() {", "    go();", "  }", "}", ""],
  ].join("\n"),
);

describe("findSections", () => {
  it("ends a section before the next line that is indented no deeper", () => {
    expect(findSections(text, "class A {")).toEqual([{ from: 0, to: 9 }]);
    expect(findSections(text, "run() {")).toEqual([
      { from: 1, to: 5 },
      { from: 10, to: text.lines.length },
    ]);
  });

  it("knows a section by a part of its line, in any white space, but not by a few letters", () => {
    expect(findSections(text, "class  A")).toEqual([{ from: 0, to: 9 }]);
    expect(findSections(text, "go")).toEqual([]);
    expect(findSections(text, "")).toEqual([]);
  });
});

describe("insideSections", () => {
  const starts = [2, 6, 11];
  it.each<[string[], number[]]>([
    [["class A"], [2, 6]],
    [["run() {"], [2, 11]],
    [["class A", "run() {"], [2]],
    [["class B", "run() {"], [11]],
    [["class C", "stop() {"], [6]],
    [["class C"], starts],
    [["class B", "stop() {"], [11]],
  ])("%j leaves %j", (sections, left) => {
    expect(insideSections(text, sections, starts, 1)).toEqual(left);
  });
});
