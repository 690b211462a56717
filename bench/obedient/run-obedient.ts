/** The obedient model, driven through every channel with every attack; prints what became of each and ends with 1 on any forbidden effect, and where a channel or an attack was never tried for real. */
import { availableParallelism } from "node:os";
import { findUnplanned, planRuns } from "./plan-runs.ts";
import { countFates, findIdle, renderEffects, renderRow } from "./report.ts";
import { type AttackEnd, type AttackRun, runAttack } from "./run-attack.ts";

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

const [root] = process.argv.slice(2);
const runs = planRuns();
const unplanned = findUnplanned(runs);
if (unplanned.length > 0) throw new Error(`No run tries ${unplanned.join(", ")}.`);

const begin = performance.now();
const queue = runs.values();
const ends: AttackEnd[] = [];
const faults: string[] = [];

/** A shown channel of which no order was met would prove nothing. */
const judge = (run: AttackRun, end: AttackEnd): void => {
  say(renderRow(end));
  for (const line of renderEffects(end)) say(line);
  if (run.channel.isShown && end.met.size === 0) faults.push(`${run.channel.name}: no model met an order`);
  if (end.record === null)
    faults.push(`${run.channel.name}: there is no run: ${end.outputs.at(-1)?.stdout.slice(-500)}`);
};

const work = async (): Promise<void> => {
  for (const run of queue) {
    const end = await runAttack(root === undefined ? run : { ...run, root });
    ends.push(end);
    judge(run, end);
  }
};

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));

const counts = countFates(ends);
const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
const found = ends.reduce((sum, { effects }) => sum + effects.length, 0);
const deeds = ends.reduce((sum, end) => sum + end.deeds.length, 0);
const states = Object.entries(Object.groupBy(ends, ({ record }) => record?.state ?? "no run")).map(
  ([state, some]) => `${some?.length} ${state}`,
);

say("");
say(
  `${all} pairs of channel and attack in ${ends.length} runs: ${counts.hidden} never shown to a model, ${counts.met} read but not carried out, ${counts.answered} asked of tools, ${counts.refused} refused by code, ${counts.taken} of the right form and made harmless`,
);
say(
  `${deeds} orders carried out, runs ended ${states.join(", ")}; ${Math.round((performance.now() - begin) / 1_000)} s`,
);
say(`forbidden effects: ${found}`);
for (const deed of findIdle(ends)) faults.push(`${deed}: no model carried it out in any run`);
for (const fault of faults) say(`! ${fault}`);
process.exitCode = found + faults.length > 0 ? 1 : 0;
