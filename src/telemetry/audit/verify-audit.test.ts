import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditEntry, appendAudit } from "./audit-chain.ts";
import { verifyAudit } from "./verify-audit.ts";

const entries = fc.array(
  fc.record({
    kind: fc.constantFrom("claim", "outcome", "stop"),
    reason: fc.string({ unit: "grapheme" }),
    usd: fc.nat(),
  }),
  { minLength: 2, maxLength: 12 },
);

const chain = (list: AuditEntry[]) => {
  let head: Parameters<typeof appendAudit>[0];
  const lines = list.map((entry) => {
    const next = appendAudit(head, entry);
    head = next.head;
    return next.line;
  });
  return { lines, head: head?.hash ?? "" };
};

const verify = (lines: string[], wanted: string | null) =>
  verifyAudit([{ name: "a.jsonl", text: lines.map((line) => `${line}\n`).join("") }], wanted);

describe("an audit", () => {
  it("is sound as it was written, in one file or in many", () => {
    fc.assert(
      fc.property(entries, fc.nat(), (list, at) => {
        const { lines, head } = chain(list);
        const cut = at % lines.length;
        const files = [lines.slice(0, cut), lines.slice(cut)].map((part, index) => ({
          name: `${index}`,
          text: part.map((line) => `${line}\n`).join(""),
        }));
        expect(verifyAudit(files, head)).toEqual({
          lines: lines.length,
          head: { count: lines.length, hash: head },
          fault: null,
        });
        expect(verify(lines, head.slice(0, 16)).fault).toBeNull();
        expect(chain(list)).toEqual({ lines, head });
      }),
    );
  });

  it("shows a line that was removed, doubled, moved or exchanged", () => {
    fc.assert(
      fc.property(
        entries,
        fc.nat(),
        fc.nat(),
        fc.constantFrom("remove", "double", "swap", "forge"),
        (list, a, b, how) => {
          const { lines, head } = chain(list);
          const [from, to] = [a % lines.length, b % lines.length];
          const changed = [...lines];
          if (how === "remove") changed.splice(from, 1);
          if (how === "double") changed.splice(to, 0, lines[from] ?? "");
          if (how === "swap") [changed[from], changed[to]] = [lines[to] ?? "", lines[from] ?? ""];
          if (how === "forge") changed[from] = chain([...list.slice(0, from), { kind: "forged" }]).lines[from] ?? "";
          fc.pre(changed.join() !== lines.join());
          const { fault } = verify(changed, head);
          expect(fault).not.toBeNull();
          expect(fault?.line).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("shows a line in which one character was changed, and names it", () => {
    fc.assert(
      fc.property(entries, fc.nat(), fc.nat(), fc.constantFrom("x", " ", "0", "}"), (list, at, place, sign) => {
        const { lines, head } = chain(list);
        const index = at % lines.length;
        const line = lines[index] ?? "";
        const spot = place % line.length;
        fc.pre(line[spot] !== sign);
        const changed = lines.with(index, line.slice(0, spot) + sign + line.slice(spot + 1));
        expect(verify(changed, head).fault).toMatchObject({ file: "a.jsonl", line: index + 1 });
      }),
    );
  });

  it("cannot be cut or grown at its end where the pull request names the last line", () => {
    const { lines, head } = chain([{ kind: "claim" }, { kind: "outcome" }]);
    const longer = chain([{ kind: "claim" }, { kind: "outcome" }, { kind: "outcome" }]);
    expect(verify(lines.slice(0, 1), head).fault).toMatchObject({
      line: 1,
      reason: expect.stringContaining("missing"),
    });
    expect(verify(longer.lines, head).fault).toMatchObject({ line: 3 });
    expect(verify(lines.slice(0, 1), null).fault).toBeNull();
  });

  it.each([
    ["nothing", [], /no line at all/],
    ["what is no JSON", ["hello"], /no line of an audit/],
    ["an empty line", [""], /no line of an audit/],
    ["a line without a hash", ['{"seq":1,"prev":"","kind":"claim"}'], /no line of an audit/],
    ["a list", ["[]"], /no line of an audit/],
  ])("is not %s", (_, lines, reason) => {
    expect(verify(lines, null).fault?.reason).toMatch(reason);
  });

  it.each([
    [1, /number 1: it stands twice/],
    [2, /number 2: it stands twice/],
    [4, /number 4: lines before it are missing/],
  ])("takes no line with the number %i in the third place, although it names the line before it", (seq, reason) => {
    const { lines, head } = chain([{ kind: "claim" }, { kind: "outcome" }]);
    const third = appendAudit({ count: seq - 1, hash: head }, { kind: "stop" });
    expect(verify([...lines, third.line], third.head.hash).fault).toMatchObject({
      line: 3,
      seq: 3,
      reason: expect.stringMatching(reason),
    });
  });

  it("is not believed from the middle on", () => {
    const { lines, head } = chain([{ kind: "claim" }, { kind: "outcome" }]);
    expect(verify(lines.slice(1), head).fault).toMatchObject({
      line: 1,
      reason: expect.stringMatching(/number 2.*missing/),
    });
  });
});
