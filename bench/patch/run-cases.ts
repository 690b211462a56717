/** Runs engines over the cases of a corpus and gathers a verdict for each. */
import type { Case, Expect, Group } from "./case.ts";
import type { Engine } from "./engines/engine.ts";
import { judge, type Verdict } from "./judge.ts";

export type Row = {
  engine: string;
  id: string;
  class: string;
  group: Group;
  expect: Expect;
  verdict: Verdict;
  ms: number;
  detail: string;
};

const runCase = async (engine: Engine, one: Case): Promise<Row> => {
  const answer = await engine.apply(one);
  const { id, class: name, group, expect } = one;
  const { ms, detail } = answer;
  return { engine: engine.name, id, class: name, group, expect, verdict: judge(one, answer), ms, detail };
};

/** Engines in turn, `width` cases of an engine at once. */
export const runCases = async (engines: Engine[], cases: Case[], width: number): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const engine of engines) {
    const queue = cases.values();
    const work = async (): Promise<void> => {
      for (const one of queue) rows.push(await runCase(engine, one));
    };
    await Promise.all(Array.from({ length: width }, work));
  }
  return rows;
};
