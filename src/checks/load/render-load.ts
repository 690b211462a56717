/** Turns verdicts about load into evidence: absolute numbers, ratios, and the rule by which they were judged. */
import type { Evidence } from "../../domain/evidence.ts";
import { type LoadLimits, type PathVerdict, percent, times, tolerance } from "./compare-rounds.ts";

type Found = Pick<Evidence, "status" | "summary" | "table">;

export const renderLoad = (verdicts: PathVerdict[], limits: LoadLimits, notes: string[]): Found => {
  const of = (result: PathVerdict["result"]): PathVerdict[] => verdicts.filter((verdict) => verdict.result === result);
  const worst = of("failed").length > 0 ? "failed" : of("unknown").length > 0 ? "unknown" : "passed";
  const named = [...of("failed"), ...of("unknown")].slice(0, 5).map(({ path, reason }) => `${path}: ${reason}.`);
  const ratios = verdicts.map(({ ratio }) => ratio).filter((ratio) => ratio !== null);
  const largest = ratios.length === 0 ? "" : `Largest p95 ratio ${times(Math.max(...ratios))}.`;
  return {
    status: worst,
    summary: [largest, ...named, ...notes, ruleOf(limits)].filter(Boolean).join(" ").slice(0, 2_000).toWellFormed(),
    table: { columns, rows: verdicts.map(rowOf), more: 0 },
  };
};

const ruleOf = ({ p95Ratio, errorRate }: LoadLimits): string =>
  `Rule: the head's best round against the base's worst may not exceed ${times(p95Ratio)} in p95 (differences below ${tolerance} ms aside), and at most ${percent(errorRate)} of the requests may fail.`;

const columns = ["path", "p95, base → head", "ratio (rounds)", "failed, base → head", "requests/s", "result"];

const rowOf = ({ path, result, reason, base, head, ratio, spread, errors, rates }: PathVerdict): string[] => [
  path,
  `${milliseconds(base)} → ${milliseconds(head)}`,
  ratio === null || spread === null ? "no base" : `${times(ratio)} (${times(spread[0])} to ${times(spread[1])})`,
  `${errors.base === null ? "–" : percent(errors.base)} → ${percent(errors.head)}`,
  `${rates.base === null ? "–" : Math.round(rates.base)} → ${Math.round(rates.head)}`,
  reason === "" ? result : `${result}: ${reason}`.slice(0, 300).toWellFormed(),
];

const milliseconds = (value: number | null): string => (value === null ? "–" : `${value.toPrecision(3)} ms`);
