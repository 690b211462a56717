/** Feeds 64 KB of every opener to every exported text function and prints the slowest; status 1 beyond 200 ms. */
import { findFunctions, type TextFunction } from "./find-functions.ts";
import { fill, openers } from "./openers.ts";

const size = 65_536;
const bar = 200;
/** What takes this long on a quarter of the text would take too long on all of it to wait for. */
const hopeless = 1_000;
const perFunction = 8;

type Measured = { name: string; opener: string; ms: number };

const time = (run: TextFunction["run"], text: string): number => {
  const start = process.cpuUsage();
  try {
    run(text);
  } catch {
    // A function may refuse a text by throwing; here only its time counts.
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
};

/** Milliseconds of processor time for 64 KB; the better of two where the first is slow, since it may have paid for the compiler. */
const measure = (run: TextFunction["run"], opener: string): number => {
  const quarter = time(run, fill(opener, size / 4));
  if (quarter > hopeless) return quarter * 4;
  const first = time(run, fill(opener, size));
  return first < bar / 4 ? first : Math.min(first, time(run, fill(opener, size)));
};

const [wanted = "", shown = "20"] = process.argv.slice(2);
const functions = await findFunctions(wanted);
const worst: Measured[] = [];
for (const { name, run } of functions) {
  const measured = openers.map((opener) => ({ name, opener, ms: measure(run, opener) }));
  worst.push(...measured.sort((a, b) => b.ms - a.ms).slice(0, perFunction));
  const [{ ms, opener } = { ms: 0, opener: "" }] = measured;
  process.stderr.write(`${ms.toFixed(0).padStart(7)} ms  ${name}  ${JSON.stringify(opener)}\n`);
}
worst.sort((a, b) => b.ms - a.ms);
const slow = worst.filter(({ ms }) => ms > bar);

process.stdout.write(`${functions.length} functions, ${openers.length} openers, ${size / 1024} KB each\n`);
for (const { name, opener, ms } of worst.slice(0, Number(shown)))
  process.stdout.write(`${ms.toFixed(0).padStart(7)} ms  ${name}  ${JSON.stringify(opener)}\n`);
process.stdout.write(slow.length === 0 ? `all below ${bar} ms\n` : `${slow.length} above ${bar} ms\n`);
process.exitCode = slow.length === 0 ? 0 : 1;
