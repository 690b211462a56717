/** Feeds 64 KB of every opener to every exported text function and prints the slowest; status 1 beyond 200 ms. */
import { parseArgs } from "node:util";
import { chooseCalls } from "./choose-calls.ts";
import { type Measured, measureAll } from "./measure-all.ts";
import { describeOpener, openerCount } from "./openers.ts";

const help = `usage: run-openers.ts [--only PATH] [--list] [--json] [--top N] [--processes N] [--patience SECONDS]

  --only PATH      functions whose path below src/ begins so, such as patch/ or "outgoing/secrets.ts find"
  --list           prints what is covered and what is left out, with the reason, and measures nothing
  --top N          how many lines to print (20)
  --processes N    how many to measure in (2)
  --patience N     seconds after which a call is killed (5)
`;

/** Milliseconds of processor time. */
const bar = 200;
/** Openers kept of one function. */
const perFunction = 8;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    list: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    top: { type: "string", default: "20" },
    processes: { type: "string", default: "2" },
    patience: { type: "string", default: "5" },
    help: { type: "boolean", default: false },
  },
});

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const show = ({ name, opener, ms, isOver }: Measured): string =>
  `${`${isOver ? "> " : ""}${ms.toFixed(0)}`.padStart(8)} ms  ${name}  ${describeOpener(opener)}`;

const choices = chooseCalls(values.only);
const covered = choices.filter(({ load }) => load !== null).map(({ name }) => name);
const leftOut = choices.filter(({ load }) => load === null);
const faults = leftOut.filter(({ isFault }) => isFault);

/** Functions that threw at every text: they were called with something that they do not take. */
const neverRan = new Map<string, string>();

const run = async (): Promise<Measured[]> => {
  const worst: Measured[] = [];
  await measureAll({
    names: covered,
    openers: openerCount,
    processes: Number(values.processes),
    patience: Number(values.patience) * 1_000,
    onFunction: (measured) => {
      const slowest = measured.toSorted((one, other) => other.ms - one.ms).slice(0, perFunction);
      worst.push(...slowest);
      const [first] = slowest;
      if (first?.threw && measured.every(({ threw }) => threw !== null)) neverRan.set(first.name, first.threw);
      if (first) process.stderr.write(`${show(first)}\n`);
    },
  });
  return worst.toSorted((one, other) => other.ms - one.ms);
};

if (values.help) print(help);
else {
  const start = performance.now();
  const worst = values.list ? [] : await run();
  const seconds = Math.round((performance.now() - start) / 1_000);
  const slow = worst.filter(({ ms }) => ms > bar);
  if (values.json) {
    const named = worst.map(({ opener, ...rest }) => ({ ...rest, opener: describeOpener(opener) }));
    const skipped = leftOut.map(({ name, why, isFault }) => ({ name, why, isFault }));
    print(JSON.stringify({ bar, seconds, openers: openerCount, covered, leftOut: skipped, slowest: named }, null, 2));
  } else {
    if (values.list) for (const name of covered) print(`covered   ${name}`);
    if (values.list)
      for (const { name, why, isFault } of leftOut) print(`${isFault ? "MISSING " : "left out"}  ${name}: ${why}`);
    print(
      `${covered.length} functions, ${leftOut.length} left out (--list), ${openerCount} openers of 64 KB, ${seconds} s`,
    );
    for (const measured of worst.slice(0, Number(values.top))) print(show(measured));
    if (faults.length > 0)
      print(`${faults.length} without an argument: add an adapter, or say in not-foreign.ts what they take`);
    for (const [name, threw] of neverRan) print(`never ran  ${name}: ${threw}`);
    if (!values.list) print(slow.length === 0 ? `all below ${bar} ms` : `${slow.length} above ${bar} ms`);
  }
  process.exitCode = slow.length + faults.length + neverRan.size === 0 ? 0 : 1;
}
