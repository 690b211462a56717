import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderForeignLines, renderLogLine, renderLogText } from "./log-line.ts";

/** The command names that the runner's two parsers would find in what a process printed. */
const commandsIn = (printed: string): string[] =>
  printed.split(/\r\n|\r|\n/).flatMap((line) => {
    const current = /^::\s*([\w-]+)[^:]*::/.exec(line.trim());
    const old = /##\[\s*([\w-]+)[^\]]*\]/.exec(line);
    return [current?.[1], old?.[1]].flatMap((name) => name?.toLowerCase() ?? []);
  });

it("the emulator finds what the runner finds", () => {
  expect(commandsIn("::set-output name=a::b\n  ::Add-Mask::x\nx ##[Group]y\r::debug::z\nstd::vector::x")).toEqual([
    "set-output",
    "add-mask",
    "group",
    "debug",
  ]);
});

describe("renderForeignLines", () => {
  it.each([
    "::set-output name=status::done",
    "   ::add-mask::a",
    "\t::STOP-commands::x",
    "\u00A0::error::x",
    "\uFEFF::error::x",
    "a\r::set-env name=PATH::/evil",
    "a\u2028::error::x",
    "a\u0085::error::x",
    "progress ##[error]x",
    "###[group]x",
    "##\u200B[error]x",
    "#\u001B[0m#[error]x",
    "\u001B[1m::warning::x",
    "\u001B]0;title\u0007::warning::x",
    ":\u200B:warning::x",
    "::warning\u0000::x",
  ])("leaves no command in %j", (text) => {
    const lines = renderForeignLines(text);
    expect(commandsIn(lines.join("\n"))).toEqual([]);
    expect(lines.join("\n")).toContain("│ ");
  });

  it("leaves no command, control character or line end in anything", () => {
    const piece = fc.constantFrom(
      "::",
      "##[",
      "#",
      "[",
      ":",
      "error",
      "::error::",
      "\r",
      "\n",
      "\u001B[",
      "\u001B]",
      "m",
      " ",
      "\u200B",
      "]",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 30 }), (parts) => {
        const lines = renderForeignLines(parts.join(""));
        expect(commandsIn(lines.join("\n"))).toEqual([]);
        expect(commandsIn(renderLogLine(parts.join("")))).toEqual([]);
        for (const line of [...lines, renderLogLine(parts.join(""))]) {
          expect(line).not.toMatch(/##\[|^\s*::/);
          expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        }
        expect(lines.every((line) => line.startsWith("│ "))).toBe(true);
      }),
    );
  });

  it("keeps what is harmless", () => {
    expect(renderForeignLines("std::vector<int> a;\r\n\tindented ✓\n")).toEqual([
      "│ std::vector<int> a;",
      "│   indented ✓",
    ]);
    expect(renderForeignLines("")).toEqual([]);
  });

  it("keeps the first third and the end of too many lines, and cuts long ones", () => {
    const text = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`).join("\n");
    expect(renderForeignLines(text, { maxLines: 6 })).toEqual([
      "│ line 1",
      "│ line 2",
      "│ … 94 lines left out …",
      "│ line 97",
      "│ line 98",
      "│ line 99",
      "│ line 100",
    ]);
    expect(renderForeignLines("x".repeat(50), { maxColumns: 10 })).toEqual(["│ xxxxxxxxx…"]);
  });
});

it("renderLogText keeps lines, without commands", () => {
  const text = "a\n  ::error::b\r::debug::c\r\nx ##[group]y\n";
  expect(commandsIn(text)).toHaveLength(3);
  expect(commandsIn(renderLogText(text))).toEqual([]);
  expect(renderLogText("a\n  b::c\n")).toBe("a\n  b::c\n");
});

it("renderLogLine makes one line", () => {
  expect(renderLogLine("a\nb\r\n::error::c ##[x]")).toBe("a b ::error::c ## [x]");
  expect(renderLogLine("  ::error::c")).toBe(": :error::c");
});
