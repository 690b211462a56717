/** Evidence for a terminal that the Actions runner reads along. */
import { expect, it } from "vitest";
import type { Evidence } from "../domain/evidence.ts";
import { evidenceLines } from "./evidence-lines.ts";

const evidence = (cell: string): Evidence => ({
  check: "tests",
  ran: cell,
  subject: "a".repeat(40),
  status: "failed",
  summary: cell,
  excerpt: `first\n${cell}`,
  table: { columns: [cell, "was"], rows: [[cell, "failed"]], more: 0 },
  isolation: "namespace",
  link: null,
});

it.each(["::stop-commands::x", "##[group]x", "\u001b[0m::set-env name=PATH::/tmp", "\u200b::add-mask::a"])(
  "holds no command of the runner where %j is a test's name",
  (cell) => {
    const lines = evidenceLines(evidence(cell));
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      expect(line.trim()).not.toMatch(/^::/);
      expect(line).not.toContain("##[");
    }
  },
);
