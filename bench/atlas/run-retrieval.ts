/** Measures the search on real fixes: where the changed files stand in the ranking, and how much of the change a slice holds. */
import { mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Atlas } from "../../src/atlas/atlas.ts";
import { openAtlas } from "../../src/atlas/build/open-atlas.ts";
import { decodeText } from "../../src/atlas/scan/decode-text.ts";
import { readBlobs } from "../../src/atlas/scan/read-blobs.ts";
import { createSearcher, type Searcher } from "../../src/atlas/search/search-atlas.ts";
import { sliceAtlas } from "../../src/atlas/slice/slice-atlas.ts";
import type { Case } from "./cases/case.ts";

const help = `Usage: node bench/atlas/run-retrieval.ts --cases FILE [--cache DIR] [--limit N] [--no-slices] [--json]

  --cases FILE   JSON lines that make-cases.ts wrote; repeatable
  --cache DIR    where maps are kept between runs (default: a folder below the system's temporary one)
  --limit N      only the first N cases
  --no-slices    ranking alone`;

const budgets = [4_000, 8_000, 16_000, 32_000];
const depths = [1, 5, 10, 20] as const;
const deep = 1_000;

type Covered = { files: number; lines: number };
type Measured = { id: string; repo: string; ranks: (number | null)[]; milliseconds: number; covered: Covered[] };

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Texts of the files that a slice may ask for. */
const readTexts = async ({ gitDir }: Case, atlas: Atlas, paths: readonly string[]): Promise<Map<string, string>> => {
  const wanted = new Set(paths);
  const files = atlas.files.filter(({ path, oid }) => wanted.has(path) && oid !== null);
  const texts = new Map<string, string>();
  await readBlobs(
    gitDir,
    files.map(({ oid }) => oid ?? ""),
    (index, bytes) => {
      const decoded = bytes === null ? null : decodeText(bytes);
      if (decoded && "text" in decoded) texts.set(files[index]?.path ?? "", decoded.text);
    },
    { maxBytes: 1_000_000 },
  );
  return texts;
};

/** Shares of the right files, and of their changed lines, that a slice holds. */
const coverage = (
  searcher: Searcher,
  { text, gold, lines }: Case,
  texts: Map<string, string>,
  budgetTokens: number,
): Covered => {
  const { files } = sliceAtlas(searcher, { text, budgetTokens, read: (path) => texts.get(path) ?? null });
  const shown = Map.groupBy(files, ({ path }) => path);
  const isShown = (path: string, line: number): boolean =>
    (shown.get(path) ?? []).some(({ from, to }) => from <= line && line <= to);
  const ranges = Object.entries(lines).flatMap(([path, list]) => list.map(([from, to]) => ({ path, from, to })));
  const changed = ranges.flatMap(({ path, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ path, line: from + i })),
  );
  return {
    files: mean(gold.map((path) => (shown.has(path) ? 1 : 0))),
    lines: mean(changed.map(({ path, line }) => (isShown(path, line) ? 1 : 0))),
  };
};

const measure = async (one: Case, cacheDirectory: string, withSlices: boolean): Promise<Measured> => {
  const cacheFile = join(cacheDirectory, `${one.repo.replace("/", "+")}.cache`);
  const atlas = await openAtlas({ gitDir: one.gitDir, commit: one.base, cacheFile, cores: 1 });
  const searcher = createSearcher(atlas);
  searcher.search("the first question makes the indexes", { limit: 1 });
  const start = performance.now();
  const { results, tests } = searcher.search(one.text, { limit: 20 });
  const milliseconds = performance.now() - start;
  const all = searcher.search(one.text, { limit: deep }).results.map(({ path }) => path);
  const ranks = one.gold.map((path) => (all.includes(path) ? all.indexOf(path) : null));
  if (!withSlices) return { id: one.id, repo: one.repo, ranks, milliseconds, covered: [] };
  const paths = [...all.slice(0, 60), ...results.map(({ path }) => path), ...tests.map(({ path }) => path)];
  const texts = await readTexts(one, atlas, paths);
  const covered = budgets.map((budget) => coverage(searcher, one, texts, budget));
  return { id: one.id, repo: one.repo, ranks, milliseconds, covered };
};

const recall = ({ ranks }: Measured, depth: number): number =>
  mean(ranks.map((rank) => (rank !== null && rank < depth ? 1 : 0)));

const summarise = (measured: readonly Measured[]) => ({
  cases: measured.length,
  recall: Object.fromEntries(depths.map((depth) => [depth, mean(measured.map((one) => recall(one, depth)))])),
  mrr: mean(measured.map(({ ranks }) => 1 / (1 + Math.min(...ranks.map((rank) => rank ?? Number.POSITIVE_INFINITY))))),
  queryMilliseconds: median(measured.map(({ milliseconds }) => milliseconds)),
  coverage: Object.fromEntries(
    budgets.map((budget, i) => [
      budget,
      {
        files: mean(measured.map(({ covered }) => covered[i]?.files ?? 0)),
        lines: mean(measured.map(({ covered }) => covered[i]?.lines ?? 0)),
      },
    ]),
  ),
});

const percent = (share: number): string => (100 * share).toFixed(1).padStart(5);

const print = (measured: readonly Measured[], withSlices: boolean): string => {
  const { recall: at, mrr, queryMilliseconds, coverage: held } = summarise(measured);
  const repositories = Map.groupBy(measured, ({ repo }) => repo);
  return [
    `${measured.length} fixes of ${repositories.size} repositories`,
    `recall  ${depths.map((depth) => `@${depth} ${percent(at[depth] ?? 0)}`).join("   ")}   MRR ${percent(mrr)}`,
    `query   ${queryMilliseconds.toFixed(1)} ms (median, loaded index)`,
    ...(withSlices ? ["budget    files   changed lines"] : []),
    ...(withSlices
      ? Object.entries(held).map(
          ([budget, { files, lines }]) => `${budget.padStart(6)}   ${percent(files)}   ${percent(lines)}`,
        )
      : []),
    ...[...repositories].map(
      ([repo, list]) =>
        `  ${repo.padEnd(34)} ${String(list.length).padStart(3)}  @10 ${percent(mean(list.map((one) => recall(one, 10))))}  @20 ${percent(mean(list.map((one) => recall(one, 20))))}`,
    ),
    "",
  ].join("\n");
};

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      cases: { type: "string", multiple: true, default: [] },
      cache: { type: "string", default: join(tmpdir(), "draftsmith-retrieval") },
      limit: { type: "string" },
      "no-slices": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || values.cases.length === 0) {
    process.stdout.write(`${help}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  mkdirSync(values.cache, { recursive: true });
  const cases = values.cases
    .flatMap((path) => readFileSync(path, "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Case)
    .toSorted((a, b) => (a.repo < b.repo ? -1 : a.repo > b.repo ? 1 : 0))
    .slice(0, values.limit === undefined ? undefined : Number(values.limit));
  const measured: Measured[] = [];
  for (const one of cases) {
    measured.push(await measure(one, values.cache, !values["no-slices"]));
    if (measured.length % 20 === 0) process.stderr.write(`${measured.length} of ${cases.length}\n`);
  }
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...summarise(measured), measured })}\n` : print(measured, !values["no-slices"]),
  );
};

await run();
