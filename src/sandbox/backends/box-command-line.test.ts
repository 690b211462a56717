import { expect, test } from "vitest";
import { fillLimits } from "../fill-limits.ts";
import { boxCommandLine } from "./box-command-line.ts";

const lineOf = (userId: number | null): string[] =>
  boxCommandLine(
    {
      argv: ["npm", "test"],
      cwd: "/work",
      env: { A: "1" },
      limits: { ...fillLimits({ seconds: 10 }), cpuSeconds: 10.5, processes: 20, fileBytes: 30, memoryBytes: 40 },
      network: false,
      readOnly: [],
    },
    { userId, cwd: "/tree", without: new Set() },
  );

test("every limit of the kernel stands before the command", () => {
  const line = lineOf(7);
  expect(line.slice(0, line.indexOf("--"))).toEqual([
    "prlimit",
    ...["--cpu=11", "--nproc=20", "--fsize=30", "--data=40", "--core=0", "--memlock=8388608", "--msgqueue=819200"],
  ]);
});

test("the command gets its own variables alone", () => {
  expect(lineOf(7).slice(-5)).toEqual(["env", "-i", "A=1", "npm", "test"]);
});

test("only who may choose the user drops to another one", () => {
  expect(lineOf(7)).toContain("--reuid=7");
  expect(lineOf(null)).not.toContain("setpriv");
});
