/** Runs every attack case through `draftsmith screen --lines` in one process, and prints by class how many got the verdict they must get. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text as readAll } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { type AttackCase, readCases } from "./read-cases.ts";

const help = `Usage: node bench/attacks/run-attacks.ts [--class NAME]... [--json]

Exit status: 0 when every case got its verdict, 1 otherwise.`;

type Answer = { id: string; verdict?: string; reason?: string; error?: string };

const ask = async (cases: readonly AttackCase[]): Promise<Answer[]> => {
  const cli = new URL("../../src/cli.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [cli, "screen", "--lines"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(cases.map(({ request }) => `${JSON.stringify(request)}\n`).join(""));
  const [output] = await Promise.all([readAll(child.stdout), once(child, "close")]);
  return output
    .trim()
    .split("\n")
    .map((line): Answer => JSON.parse(line));
};

const { values } = parseArgs({
  options: {
    class: { type: "string", multiple: true, default: [] },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(`${help}\n`);
  process.exit(0);
}

const cases = readCases().filter((one) => values.class.length === 0 || values.class.includes(one.class));
const started = performance.now();
const answers = await ask(cases);
const seconds = (performance.now() - started) / 1_000;
const judged = cases.map((one, index) => {
  const answer = answers[index];
  const verdict = answer?.verdict ?? `error: ${answer?.error ?? "no answer"}`;
  return { ...one, verdict, reason: answer?.reason ?? "", isRight: one.expect.includes(verdict) };
});

const classes = Object.entries(Object.groupBy(judged, (one) => one.class)).map(([name, all = []]) => {
  const hostile = all.filter((one) => !one.benign);
  const benign = all.filter((one) => one.benign);
  return {
    class: name,
    hostile: hostile.length,
    right: hostile.filter((one) => one.isRight).length,
    benign: benign.length,
    accepted: benign.filter((one) => one.isRight).length,
  };
});
const sum = (key: "hostile" | "right" | "benign" | "accepted"): number =>
  classes.reduce((total, one) => total + one[key], 0);
const wrong = judged.filter((one) => !one.isRight);

if (values.json) {
  const faults = wrong.map(({ id, why, expect, verdict, reason }) => ({ id, why, expect, verdict, reason }));
  process.stdout.write(`${JSON.stringify({ classes, faults, seconds }, null, 2)}\n`);
} else {
  const row = (cells: (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(24) : String(cell).padStart(16))).join("");
  const lines = [
    row(["class", "hostile", "right verdict", "benign", "let through"]),
    ...classes.map((one) => row([one.class, one.hostile, one.right, one.benign, one.accepted])),
    row(["all", sum("hostile"), sum("right"), sum("benign"), sum("accepted")]),
    `${cases.length} cases in one process, ${seconds.toFixed(1)} s; benign let through: ${((100 * sum("accepted")) / Math.max(1, sum("benign"))).toFixed(1)} %`,
    ...wrong.map(
      ({ id, why, expect, verdict, reason }) =>
        `WRONG ${id} (${why}): expected ${expect.join(" or ")}, got ${verdict}: ${reason}`,
    ),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
process.exitCode = wrong.length === 0 ? 0 : 1;
