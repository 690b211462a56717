/** The files of an audit as claims and publishes leave them, broken off ones included. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditName, createAuditFile } from "./audit-file.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "audit-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const claim = (sequence: number, run = 1) => ({ issue: 7, run, sequence });
const line = (seq: number, word = "") => JSON.stringify({ seq, word });
const read = (name: string) => readFileSync(join(dir, name), "utf8");

it("puts the lines of a claim in a file, and a line that comes again replaces what stood there", () => {
  const keep = createAuditFile(join(dir, "new"));
  for (const one of [line(1), line(2), line(3, "lost"), line(2), line(3, "kept")]) keep(claim(1), one);
  expect(read("new/audit-7-1.jsonl")).toBe(`${line(1)}\n${line(2)}\n${line(3, "kept")}\n`);
  expect(readdirSync(join(dir, "new"))).toEqual(["audit-7-1.jsonl"]);
});

it("sets aside what a publish that broke off left behind the line that the next claim goes on from", () => {
  const keep = createAuditFile(dir);
  for (const one of [line(1), line(2), line(3, "never named")]) keep(claim(1), one);
  keep(claim(2), line(3, "of the next claim"));
  expect(read("audit-7-1.jsonl")).toBe(`${line(1)}\n${line(2)}\n`);
  expect(read("audit-7-1.left")).toBe(`${line(3, "never named")}\n`);
  expect(read("audit-7-2.jsonl")).toBe(`${line(3, "of the next claim")}\n`);
});

it("keeps what was set aside before, and doubles nothing when it is killed between the two files", () => {
  createAuditFile(dir)(claim(1), line(1));
  writeFileSync(join(dir, "audit-7-1.jsonl"), `${line(1)}\n${line(2, "again")}\n`);
  writeFileSync(join(dir, "audit-7-1.left"), `${line(2, "first")}\n${line(2, "again")}\n`);
  createAuditFile(dir)(claim(2), line(2, "of the next claim"));
  expect(read("audit-7-1.jsonl")).toBe(`${line(1)}\n`);
  expect(read("audit-7-1.left")).toBe(`${line(2, "first")}\n${line(2, "again")}\n`);
});

it("keeps the runs of an issue apart", () => {
  const keep = createAuditFile(dir);
  keep(claim(1), line(1, "first"));
  keep(claim(1, 2), line(1, "second"));
  expect([auditName(claim(1)), auditName(claim(1, 2))].map(read)).toEqual([
    `${line(1, "first")}\n`,
    `${line(1, "second")}\n`,
  ]);
});
