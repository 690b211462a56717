/** Builds the corpus: `make-corpus.ts --repos DIR... --out DIR [--per-class N] [--commits N] [--seed N] [--class NAME]`; DIR is `…/owner+name/repo`, a bare repository, or a checkout. */
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildCases } from "./build-cases.ts";
import { writeClass } from "./case.ts";
import type { Sample } from "./change.ts";
import { damages } from "./damages.ts";
import { languagesOf } from "./languages.ts";
import { createRandom } from "./random.ts";
import { readCommits } from "./read-commits.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repos: { type: "string", multiple: true },
    out: { type: "string" },
    "per-class": { type: "string", default: "40" },
    commits: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    class: { type: "string" },
  },
});

const gitDirOf = (directory: string): string =>
  existsSync(join(directory, ".git")) ? join(directory, ".git") : directory;

/** `owner/name` from a folder `owner+name`, else the folder's own name. */
const nameOf = (directory: string): string => {
  const path = resolve(directory);
  const name = /^(?:repo|\.git)$/.test(basename(path)) ? basename(dirname(path)) : basename(path);
  return name.replace("+", "/").replace(/\.git$/, "");
};

const directories = [...(values.repos ?? []), ...positionals];
if (directories.length === 0 || !values.out)
  throw new Error("usage: make-corpus.ts --repos DIR... --out DIR [--per-class N] [--seed N]");

const seed = Number(values.seed);
const samples: Sample[] = [];
for (const directory of directories) {
  const repo = nameOf(directory);
  const found = await readCommits(gitDirOf(directory), repo, Number(values.commits), createRandom(`${seed}/${repo}`));
  process.stderr.write(`${repo}: ${found.length} commits\n`);
  samples.push(...found);
}

mkdirSync(values.out, { recursive: true });
if (!values.class)
  for (const name of readdirSync(values.out)) if (name.endsWith(".jsonl")) rmSync(join(values.out, name));
let total = 0;
const chosen = damages.filter(({ name }) => !values.class || name === values.class);
for (const damage of chosen) {
  const cases = buildCases(damage, samples, Number(values["per-class"]), seed);
  total += cases.length;
  if (cases.length === 0) process.stderr.write(`${damage.name}: no commit fits\n`);
  else writeClass(values.out, damage.name, cases);
}
const languages = languagesOf(samples);
process.stdout.write(
  `${total} cases in ${chosen.length} classes from ${samples.length} commits of ${directories.length} repositories, ${languages.length} languages: ${languages.join(", ")}\n`,
);
