/** The tables of a run: faults first, then by class and group for our engine, then all engines side by side. */
import { type Expect, groups } from "./case.ts";
import { isBest, isFault } from "./judge.ts";
import type { Row } from "./run-cases.ts";

const share = (count: number, of: number): string => (of === 0 ? "–" : `${((100 * count) / of).toFixed(1)} %`);

export type Counts = { cases: number; exact: number; refused: number; wrong: number; half: number; crash: number };

const countRows = (rows: Row[]): Counts => {
  const of = (verdict: Row["verdict"]) => rows.filter((row) => row.verdict === verdict).length;
  return {
    cases: rows.length,
    exact: of("exact"),
    refused: of("refused"),
    wrong: of("wrong"),
    half: of("half-applied"),
    crash: of("crash"),
  };
};

const table = (head: string[], body: string[][]): string => {
  const widths = head.map((cell, at) => Math.max(cell.length, ...body.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...body.map(line)].join("\n");
};

const cells = ({ cases, exact, refused, wrong, half, crash }: Counts): string[] =>
  [cases, exact, refused, wrong, half, crash].map(String);

/** Ids of the cases that went wrong, and why where the engine said it. */
export const renderFaults = (rows: Row[]): string =>
  rows
    .filter(({ verdict }) => isFault(verdict))
    .toSorted((a, b) => a.verdict.localeCompare(b.verdict))
    .map(
      ({ verdict, expect, id, detail }) =>
        `${verdict.toUpperCase()} (${expect}) ${id}${verdict === "crash" ? `\n  ${detail}` : ""}`,
    )
    .join("\n");

/** Every class with what must apply, what may and what must not, for one engine. */
export const renderClasses = (rows: Row[]): string => {
  const names = [...new Set(rows.map((row) => row.class))];
  const body = names.map((name) => {
    const mine = rows.filter((row) => row.class === name);
    const best = mine.filter(({ expect, verdict }) => isBest(expect, verdict)).length;
    const kinds = (["apply", "ambiguous", "refuse"] as Expect[])
      .map((expect) => mine.filter((row) => row.expect === expect))
      .map((list) =>
        list.length === 0
          ? ""
          : `${list.filter(({ expect, verdict }) => isBest(expect, verdict)).length}/${list.length}`,
      );
    return [name, ...kinds, ...cells(countRows(mine)), share(best, mine.length)];
  });
  return table(
    ["class", "apply", "ambiguous", "refuse", "cases", "exact", "refused", "wrong", "half", "crash", "best"],
    body,
  );
};

export const renderGroups = (rows: Row[]): string => {
  const body = groups.flatMap((group) => {
    const mine = rows.filter((row) => row.group === group);
    if (mine.length === 0) return [];
    const of = (expect: Expect) => mine.filter((row) => row.expect === expect);
    const best = (expect: Expect) =>
      share(of(expect).filter((row) => isBest(expect, row.verdict)).length, of(expect).length);
    return [[group, best("apply"), best("ambiguous"), best("refuse"), ...cells(countRows(mine))]];
  });
  return table(
    [
      "group",
      "apply: exact",
      "ambiguous: exact",
      "refuse: refused",
      "cases",
      "exact",
      "refused",
      "wrong",
      "half",
      "crash",
    ],
    body,
  );
};

/** One line for each engine, in the columns by which engines are compared. */
export const renderEngines = (rows: Row[]): string => {
  const body = [...new Set(rows.map(({ engine }) => engine))].map((engine) => {
    const mine = rows.filter((row) => row.engine === engine);
    const of = (expect: Expect) => countRows(mine.filter((row) => row.expect === expect));
    const [apply, ambiguous, refuse, all] = [of("apply"), of("ambiguous"), of("refuse"), countRows(mine)];
    const seconds = mine.reduce((sum, { ms }) => sum + ms, 0) / 1_000;
    return [
      engine,
      `${share(apply.exact, apply.cases)} / ${share(apply.wrong, apply.cases)}`,
      `${share(ambiguous.exact, ambiguous.cases)} / ${share(ambiguous.wrong, ambiguous.cases)}`,
      share(refuse.wrong, refuse.cases),
      share(all.wrong + all.crash, all.cases),
      `${all.half}`,
      `${Math.round(mine.length / seconds)}`,
    ];
  });
  return table(
    [
      "engine",
      "must apply: exact / wrong",
      "ambiguous: exact / wrong",
      "must refuse: wrongly applied",
      "wrong in all",
      "half-applied",
      "patches a second",
    ],
    body,
  );
};

/** Cases that two engines that should be one end differently. */
export const renderDifferences = (rows: Row[]): string => {
  const byId = Map.groupBy(rows, ({ id }) => id);
  const differing = [...byId].filter(([, same]) => new Set(same.map(({ verdict }) => verdict)).size > 1);
  const lines = differing.map(
    ([id, same]) => `${id}: ${same.map(({ engine, verdict }) => `${engine} ${verdict}`).join(", ")}`,
  );
  return [`${byId.size} cases, ${differing.length} with different ends`, ...lines].join("\n");
};
