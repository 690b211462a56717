/** Compares engines on a corpus: `run-bench.ts --corpus DIR [--engines a,b] [--split dev|held] [--class X] [--group X] [--limit N] [--json FILE] [--markdown] [--verbose] [--show ID]`; a limit is for each class. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { listClasses, readClass } from "./case.ts";
import { engineNames, openEngines } from "./engines.ts";
import { isFault } from "./judge.ts";
import { renderClasses, renderDifferences, renderEngines, renderFaults, renderGroups } from "./report.ts";
import { type Row, runCases } from "./run-cases.ts";
import { showCase } from "./show-case.ts";

const { values } = parseArgs({
  options: {
    corpus: { type: "string" },
    engines: { type: "string", default: "ours" },
    split: { type: "string" },
    class: { type: "string" },
    group: { type: "string" },
    limit: { type: "string" },
    json: { type: "string" },
    markdown: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    show: { type: "string" },
  },
});

const { corpus } = values;
if (!corpus)
  throw new Error(
    `usage: run-bench.ts --corpus DIR [--engines ${engineNames.join(",")}] [--split dev|held] [--class X]`,
  );

const engines = openEngines(values.engines.split(","));
const wanted = values.show?.split("/")[0] ?? values.class;
const names = listClasses(corpus).filter((name) => !wanted || wanted.split(",").includes(name));
const rows: Row[] = [];
for (const name of names) {
  const cases = readClass(corpus, name).filter(
    ({ split, group, id }) =>
      (!values.split || split === values.split) &&
      (!values.group || group === values.group) &&
      (!values.show || id === values.show),
  );
  const taken = values.limit ? cases.slice(0, Number(values.limit)) : cases;
  if (values.show)
    for (const one of cases) for (const engine of engines) process.stdout.write(await showCase(engine, one));
  else rows.push(...(await runCases(engines, taken, values.engines === "ours" ? 1 : 2)));
}
for (const engine of engines) engine.close?.();

const print = (text: string): void => {
  if (text !== "") process.stdout.write(`${text}\n\n`);
};
const first = engines[0]?.name;
const mine = rows.filter(({ engine }) => engine === first);
if (!values.show) {
  if (!values.markdown) {
    print(renderFaults(mine));
    if (values.verbose)
      print(
        mine
          .filter(({ expect, verdict }) => expect !== "refuse" && verdict === "refused")
          .map(({ id, detail }) => `refused ${id}\n${detail}`)
          .join("\n"),
      );
    print(renderClasses(mine));
  }
  print(renderGroups(mine));
  print(renderEngines(rows));
  if (values.engines === "ours,serve") print(renderDifferences(rows));
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
process.exitCode = mine.some(({ verdict }) => isFault(verdict)) ? 1 : 0;
