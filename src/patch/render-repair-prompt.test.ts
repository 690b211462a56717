import { describe, expect, it } from "vitest";
import type { Refusal } from "../domain/patch.ts";
import { describePlaces, nearestPlace } from "./nearest.ts";
import { refusal } from "./refusal.ts";
import { renderRepairPrompt } from "./render-repair-prompt.ts";

const lines = ["function b() {", '\treturn "x";', "}"];

describe("renderRepairPrompt", () => {
  it("says that nothing was applied, and per refusal the place, the reason, what to do and the lines as they are", () => {
    const { nearest } = nearestPlace(lines, ["function b() {", '    return "x";', "}"], 0);
    const wrong = refusal("no-match", "its lines stand nowhere", { path: "src/b.js", hunk: 2, line: 14, nearest });
    expect(renderRepairPrompt([wrong, refusal("empty", "there is no diff")])).toBe(
      [
        "Nothing was applied, for 2 reasons. Mend each and send the whole diff again, with the parts that were right.",
        "",
        "Lines of files are shown as they are now, as `12|text`: the text starts directly after the first bar; number and bar do not go into",
        "the diff. A line `~|` is not in the file: it compares, `[-what the diff has-]{+what the file has+}`, with `→` for a tab, `·` for",
        "a space, `\\r` for a carriage return and `\\u{HEX}` for other characters that cannot be seen.",
        "",
        "1. `src/b.js`, hunk 2, line 14 of the diff (no-match): its lines stand nowhere.",
        "   Copy the context and removed lines from the file as shown here, character by character; keep what you add.",
        "    1|function b() {",
        '    2|\treturn "x";',
        '    ~|[-····-]{+→+}return "x";',
        "    3|}",
        "",
        "2. The change as a whole (empty): there is no diff.",
        "   Send the change as one unified diff, with `--- a/path` and `+++ b/path` above the hunks of each file.",
      ].join("\n"),
    );
  });

  it("explains no signs where it shows no lines", () => {
    const text = renderRepairPrompt([refusal("malformed", "it is cut off", { path: "f" })]);
    expect(text).toMatch(/^Nothing was applied, for one reason\. Mend it .*\n\n1\. `f` \(malformed\): it is cut off\./);
    expect(text).toContain("if the reply broke off, send it whole");
    expect(text).not.toContain("|");
  });

  it("asks to choose among places only where it shows them", () => {
    const nearest = describePlaces(["a", "x", "b", "x", "c"], [1, 3], 1);
    expect(renderRepairPrompt([refusal("ambiguous", "two", { nearest })])).toContain("which of the places shown here");
    expect(renderRepairPrompt([refusal("ambiguous", "two")])).not.toContain("shown here");
  });

  it("counts the lines of a guardrail in the new file", () => {
    expect(renderRepairPrompt([refusal("guardrail", "a secret", { path: "f", line: 3 })])).toContain(
      "`f`, line 3 of the new file (guardrail): a secret.",
    );
  });

  it("stays within its bounds and shows whole lines alone, of every refusal some", () => {
    const nearest = Array.from({ length: 30 }, (_, i) => `${i}|${"x".repeat(200)}`).join("\n");
    const many: Refusal[] = Array.from({ length: 90 }, (_, i) => ({
      ...refusal("no-match", "d".repeat(i === 3 ? 50_000 : 10), { path: "p".repeat(i === 4 ? 5_000 : 3), hunk: i }),
      nearest: i === 5 ? "x".repeat(90_000) : nearest,
    }));
    const text = renderRepairPrompt(many);
    expect(text.length).toBeLessThan(12_700);
    expect(text).toContain("And 70 more");
    const shown = text.split("\n").filter((line) => /^\d+\|/.test(line));
    expect(shown.filter((line) => line.startsWith("0|"))).toHaveLength(19);
    expect(shown.every((line) => line.endsWith("x".repeat(200)))).toBe(true);
  });

  it("says once what is to be done for refusals alike", () => {
    const text = renderRepairPrompt([refusal("binary", "one"), refusal("overlap", "two"), refusal("binary", "three")]);
    expect(text).toContain("3. The change as a whole (binary): three.\n   As for 1.");
    expect(text.match(/Leave it out/g)).toHaveLength(1);
  });

  it("stays within its bounds where all texts are long", () => {
    const reasons = ["no-match", "ambiguous", "guardrail", "malformed", "unsafe-path"] as const;
    const many = Array.from({ length: 25 }, (_, i) =>
      refusal(reasons[i % 5] ?? "empty", "d".repeat(5_000), { path: "p".repeat(900), nearest: "1|x\n".repeat(5_000) }),
    );
    expect(renderRepairPrompt(many).length).toBeLessThan(12_700);
  });

  it("gives what one refusal leaves to the next", () => {
    const nearest = Array.from({ length: 30 }, (_, i) => `${i}|${"x".repeat(200)}`).join("\n");
    const place = (shown: string) => refusal("no-match", "d", { path: "f", hunk: 1, nearest: shown });
    expect(renderRepairPrompt([place("1|short"), place(nearest)])).toContain("29|x");
  });
});
