/** Takes out one rule of the product at a time, in a copy, and prints whether a test notices; a rule that nobody misses is a fault. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { controls } from "./controls/controls.ts";
import { type Mutant, mutantsOf } from "./controls/mutants.ts";

const help = `Usage: node scripts/break-controls.ts [--control ID]... [--json FILE] [--workers N]

Runs the tests of the control once untouched and then once for each rule that is taken out.
Exit status: 0 when every rule taken out turned a test red, 1 otherwise.`;

const root = fileURLToPath(new URL("..", import.meta.url));
const copied = ["src", "scripts", "bench", "prompts", "examples", "docs", "bin", ".github", "artifacts"];
const copiedFiles = ["package.json", "tsconfig.json", "vitest.config.ts", "action.yml", "biome.json", "README.md"];
const maxSeconds = 240;

type Verdict = "red" | "green" | "broken";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** A copy of the repository that a worker may spoil. */
const copyTree = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of copiedFiles) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
};

/** Red: a test failed, or did not end. Broken: nothing could be run, which proves nothing. */
const runTests = async (folder: string, tests: readonly string[]): Promise<Verdict> => {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const child = spawn(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${report}`, "--bail=1", ...tests],
    { cwd: folder, stdio: "ignore", detached: true },
  );
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    process.kill(-(child.pid ?? 0), "SIGKILL");
  }, maxSeconds * 1_000);
  const [status] = await once(child, "close");
  clearTimeout(timer);
  if (isLate) return "red";
  try {
    const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, "utf8"));
    if (numFailedTests > 0) return "red";
    return status === 0 && numPassedTests > 0 ? "green" : "broken";
  } catch {
    return "broken";
  }
};

const { values } = parseArgs({
  options: {
    control: { type: "string", multiple: true, default: [] },
    json: { type: "string" },
    workers: { type: "string", default: "2" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(`${help}\n`);
  process.exit(0);
}

const chosen = controls.filter(({ id }) => values.control.length === 0 || values.control.includes(id));
const mutants = chosen.flatMap((control) => mutantsOf(control, read));
const temp = mkdtempSync(join(tmpdir(), "break-controls-"));
const folders = Array.from({ length: Math.max(1, Number(values.workers) || 1) }, (_, index) =>
  join(temp, String(index)),
);
const judged: (Omit<Mutant, "text"> & { verdict: Verdict })[] = [];

const work = async (folder: string, queue: Mutant[]): Promise<void> => {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const path = join(folder, mutant.file);
    const untouched = readFileSync(path);
    writeFileSync(path, mutant.text);
    const verdict = await runTests(folder, mutant.tests);
    writeFileSync(path, untouched);
    const { text: _, ...named } = mutant;
    judged.push({ ...named, verdict });
    const mark = verdict === "red" ? "red  " : verdict === "green" ? "MISSED" : "BROKEN";
    process.stdout.write(`${mark} ${mutant.control} ${mutant.rule} (${mutant.file})\n`);
  }
};

try {
  for (const folder of folders) copyTree(folder);
  const tests = [...new Set(mutants.flatMap((one) => one.tests))];
  process.stdout.write(`${mutants.length} rules to take out; ${tests.length} test files must be green first\n`);
  const untouched = await runTests(folders[0] ?? temp, tests);
  if (untouched !== "green") throw new Error(`the tests are ${untouched} before anything was taken out`);
  const queue = [...mutants];
  await Promise.all(folders.map((folder) => work(folder, queue)));
} finally {
  rmSync(temp, { recursive: true, force: true });
}

const count = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length;
process.stdout.write(
  `${chosen.length} controls, ${judged.length} rules taken out: ${count("red")} noticed, ${count("green")} missed, ${count("broken")} could not be run\n`,
);
if (values.json) writeFileSync(values.json, `${JSON.stringify(judged, null, 2)}\n`);
process.exitCode = count("red") === judged.length ? 0 : 1;
