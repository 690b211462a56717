import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { InputError } from "../src/input-error.ts";
import { run } from "../src/run.ts";

const files: Record<string, string> = {
  "march.csv": "date,payee,note,amount\n2026-03-02,Harbor Market,,-64.20\n2026-03-31,Acme,,3100.00\n",
  "rules.txt": "food:groceries = payee ~ market\n",
};

const runWith = async (...args: string[]) => {
  let [out, err] = ["", ""];
  const status = await run(args, {
    readText: async (path) => {
      const text = files[path];
      if (text === undefined) throw new InputError(path, "no such file");
      return text;
    },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { status, out, err };
};

test("reports a month", async () => {
  const { status, out, err } = await runWith("report", "--month", "2026-03", "--rules", "rules.txt", "march.csv");
  assert.equal(err, "");
  assert.equal(status, 0);
  assert.match(out, /^ {2}groceries +-64\.20 +1$/m);
  assert.match(out, /^uncategorised +3100\.00 +1$/m);
});

test("reads the same statement twice without counting it twice", async () => {
  const once = await runWith("report", "--month", "2026-03", "march.csv");
  const twice = await runWith("report", "--month", "2026-03", "march.csv", "march.csv");
  assert.equal(twice.out, once.out);
});

const faults: [string, string[], string][] = [
  ["no command", [], 'options: unknown command "" (known: report)'],
  ["another command", ["chart"], 'options: unknown command "chart" (known: report)'],
  ["no month", ["report", "march.csv"], "--month: give the month as YYYY-MM"],
  ["no statement", ["report", "--month", "2026-03"], "options: name at least one statement file"],
  [
    "a format that does not exist",
    ["report", "--month", "2026-03", "--format", "xml", "march.csv"],
    '--format: "xml" is not a format (known: text, json)',
  ],
  ["a file that does not exist", ["report", "--month", "2026-03", "april.csv"], "april.csv: no such file"],
];
for (const [what, args, message] of faults) {
  test(`${what} is exit status 2 and one line`, async () => {
    assert.deepEqual(await runWith(...args), { status: 2, out: "", err: `ledgerline: ${message}\n` });
  });
}

test("an unknown option is exit status 2", async () => {
  const { status, err } = await runWith("report", "--moon", "full");
  assert.equal(status, 2);
  assert.match(err, /--moon/);
});

const start = (...args: string[]) =>
  new Promise<{ status: unknown; out: string; err: string }>((resolve) => {
    const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
    execFile(process.execPath, [main, ...args], (error, out, err) => resolve({ status: error?.code ?? 0, out, err }));
  });

test("the real command reads real files", async () => {
  const statement = fileURLToPath(new URL("fixtures/northcoast.csv", import.meta.url));
  const { status, out } = await start("report", "--month", "2026-03", "--format", "json", statement);
  assert.equal(status, 0);
  assert.equal(JSON.parse(out).income, "3100.00");
});

test("the real command shows help and faults", async () => {
  assert.match((await start("--help")).out, /^usage: ledgerline report/);
  const missing = await start("report", "--month", "2026-03", "no-such-file.csv");
  assert.equal(missing.status, 2);
  assert.match(missing.err, /^ledgerline: no-such-file\.csv: ENOENT/);
});
