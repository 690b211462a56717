/** The crash test: kills the product (kill -9) at every request and stage boundary of an example; `--example NAME --workers N --every N`. */
import { parseArgs } from "node:util";
import { crashAll, readReference } from "../src/cli/crash-case.fixture.ts";

const { values } = parseArgs({
  options: {
    example: { type: "string", default: "greeter" },
    workers: { type: "string", default: "2" },
    every: { type: "string", default: "1" },
  },
});

const say = (text: string) => process.stdout.write(`${text}\n`);

const reference = await readReference(values.example);
const points = reference.points.filter((_, index) => index % Number(values.every) === 0);
say(`${values.example}: ${reference.points.length} points to kill at, ${points.length} of them now`);
const report = await crashAll(reference, points, {
  workers: Number(values.workers),
  onPoint: (point, faults, done) =>
    say(`${done}/${points.length} ${faults.length === 0 ? "same" : "DIFFERENT"}  ${point}`),
});
for (const { point, faults } of report.failures) say(`\n${point}\n  ${faults.join("\n  ")}`);
say(`\n${report.points} kill points, ${report.failures.length} failures`);
process.exitCode = report.failures.length === 0 ? 0 : 1;
