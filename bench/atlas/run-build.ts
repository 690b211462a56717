/**
 * Measures `atlas build` beside universal-ctags on the same trees, one after the other in every round, so that both meet the same machine:
 * `node bench/atlas/run-build.ts REPOSITORY… [--runs N] [--json]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type BuildReport, renderBuildReport } from "./build-report.ts";
import { describeTree } from "./describe-tree.ts";
import { findCtags } from "./find-ctags.ts";
import { measureProcess, medianOf, type Usage } from "./measure-process.ts";

const cli = resolve(import.meta.dirname, "../../src/cli.ts");

type Contender = { name: string; argv: string[]; cwd: string; prepare?: () => void };

const contendersFor = (repository: string, scratch: string, ctags: string | null): Contender[] => {
  const cache = join(scratch, "cache");
  const build = [process.execPath, cli, "atlas", "build", "--repo", repository, "--out", join(scratch, "map.json")];
  const ours = { argv: [...build, "--cache", cache], cwd: scratch };
  const tags = (languages: string[]): string[] => [ctags ?? "", ...languages, "-R", "-f", "/dev/null", "."];
  return [
    { ...ours, name: "atlas build, cold", prepare: () => rmSync(cache, { force: true }) },
    { ...ours, name: "atlas build, warm" },
    ...(ctags === null
      ? []
      : [
          { name: "ctags, scripts", argv: tags(["--languages=TypeScript,JavaScript"]), cwd: repository },
          { name: "ctags, all languages", argv: tags([]), cwd: repository },
        ]),
  ];
};

const measure = (repository: string, runs: number, ctags: string | null): BuildReport => {
  const scratch = mkdtempSync(join(tmpdir(), "atlas-bench-"));
  try {
    // The first round fills the caches of code and disk; it does not count.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(scratch, "code") };
    const contenders = contendersFor(repository, scratch, ctags);
    const usages = new Map<string, Usage[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round <= runs; round++) {
      for (const { name, argv, cwd, prepare } of contenders) {
        prepare?.();
        const usage = measureProcess(argv, { cwd, env });
        if (round > 0) usages.get(name)?.push(usage);
      }
    }
    const rows = [...usages].map(([name, list]) => ({ name, ...medianOf(list) }));
    return { repository, ...describeTree(repository), rows };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "5" }, json: { type: "boolean", default: false } },
});
const runs = Number(values.runs);
if (positionals.length === 0 || !Number.isInteger(runs) || runs < 1) {
  process.stderr.write("usage: node bench/atlas/run-build.ts REPOSITORY… [--runs N] [--json]\n");
  process.exitCode = 2;
} else {
  const ctags = findCtags();
  if (ctags === null) process.stderr.write("universal-ctags is not installed, so nothing is compared with it\n");
  const reports = positionals.map((repository) => measure(resolve(repository), runs, ctags));
  const machine = { cores: availableParallelism(), load: loadavg()[0] ?? 0, runs };
  process.stdout.write(
    values.json ? `${JSON.stringify({ machine, reports })}\n` : reports.map(renderBuildReport).join("\n"),
  );
  if (!values.json)
    process.stdout.write(
      `\nmedians of ${runs} runs on ${machine.cores} cores, load ${machine.load.toFixed(1)}; code cached\n`,
    );
}
