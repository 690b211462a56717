/**
 * Measures `atlas build` beside universal-ctags on the same trees, one after the other in every round, so that both meet the same machine:
 * `node bench/atlas/run-build.ts REPOSITORY… [--runs N] [--json]`. What is measured is a fresh bundle, as users run it, and the sources below it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type BuildReport, renderBuildReport } from "./build-report.ts";
import { describeTree } from "./describe-tree.ts";
import { findCtags } from "./find-ctags.ts";
import { measureProcess, medianOf, type Usage } from "./measure-process.ts";

const root = resolve(import.meta.dirname, "../..");

type Contender = { name: string; argv: string[]; cwd: string; prepare?: () => void };

/** Gives the command of the package as it would be installed. */
const makePackage = (directory: string): string => {
  execFileSync(process.execPath, [join(root, "scripts/bundle.ts"), join(directory, "dist")], { stdio: "ignore" });
  for (const part of ["package.json", "bin"]) cpSync(join(root, part), join(directory, part), { recursive: true });
  return join(directory, "bin/draftsmith.mjs");
};

type Trees = {
  repository: string;
  /** The same with one commit more, which changes one script. */
  changed: string;
};

const cloneWithChange = (repository: string, changed: string): void => {
  const git = (...argv: string[]): string =>
    execFileSync("git", argv, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 28 });
  git("clone", "--quiet", "--shared", "--no-checkout", repository, changed);
  const inClone = (...argv: string[]): string =>
    git("-C", changed, "-c", "user.name=x", "-c", "user.email=x@x", ...argv);
  const path = inClone("ls-tree", "-r", "-z", "--name-only", "HEAD")
    .split("\0")
    .find((one) => /\.[cm]?[jt]sx?$/.test(one));
  if (path === undefined) throw new Error(`${repository} holds no script`);
  const text = `${inClone("show", `HEAD:${path}`)}\nexport const changed = 1;\n`;
  const oid = execFileSync("git", ["-C", changed, "hash-object", "-w", "--stdin"], { input: text, encoding: "utf8" });
  inClone("read-tree", "HEAD");
  inClone("update-index", "--cacheinfo", `100644,${oid.trim()},${path}`);
  inClone("commit", "--quiet", "--message", "Change one file");
};

const contendersFor = (
  { repository, changed }: Trees,
  { scratch, command, ctags }: { scratch: string; command: string; ctags: string | null },
): Contender[] => {
  const cache = join(scratch, "cache");
  const [kept, none] = [join(scratch, "kept"), (): void => rmSync(cache, { force: true })];
  const build = (start: string, tree: string) => ({
    argv: [
      process.execPath,
      start,
      "atlas",
      "build",
      "--repo",
      tree,
      "--out",
      join(scratch, "map.json"),
      "--cache",
      cache,
    ],
    cwd: scratch,
  });
  const tags = (languages: string[]) => ({
    argv: [ctags ?? "", ...languages, "-R", "-f", "/dev/null", "."],
    cwd: repository,
  });
  const sources = join(root, "src/cli.ts");
  return [
    { ...build(command, repository), name: "cold", prepare: none },
    { ...build(command, repository), name: "warm", prepare: () => cpSync(cache, kept) },
    { ...build(command, changed), name: "one file changed", prepare: () => cpSync(kept, cache) },
    { ...build(sources, repository), name: "sources, cold", prepare: none },
    { ...build(sources, repository), name: "sources, warm" },
    ...(ctags === null
      ? []
      : [
          { ...tags(["--languages=TypeScript,JavaScript"]), name: "ctags, scripts" },
          { ...tags([]), name: "ctags, all languages" },
        ]),
  ];
};

const measure = (repository: string, runs: number, ctags: string | null): BuildReport => {
  const scratch = mkdtempSync(join(tmpdir(), "atlas-bench-"));
  try {
    const command = makePackage(join(scratch, "package"));
    const changed = join(scratch, "changed");
    cloneWithChange(repository, changed);
    const contenders = contendersFor({ repository, changed }, { scratch, command, ctags });
    // The first round fills the cache of the disk; it does not count.
    const usages = new Map<string, Usage[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round <= runs; round++) {
      for (const { name, argv, cwd, prepare } of contenders) {
        prepare?.();
        const usage = measureProcess(argv, { cwd, env: process.env });
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
    process.stdout.write(`\nmedians of ${runs} runs on ${machine.cores} cores, load ${machine.load.toFixed(1)}\n`);
}
