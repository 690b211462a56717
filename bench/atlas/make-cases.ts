/** Makes retrieval cases from the fixes in the history of local git repositories; `--help` says how. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildCases } from "./cases/build-cases.ts";
import type { Case, CaseKind } from "./cases/case.ts";
import { findRepositories } from "./cases/find-repositories.ts";
import { readIssues, readPrepared } from "./cases/sources.ts";

const help = `usage: node bench/atlas/make-cases.ts --repo DIR... --out FILE [options]

Takes fixes (commits that say fixes #N or start with "fix", of 1 to 8 files that are not tests, documentation,
generated or vendored), their parent as base, and the changed files as gold. The same input gives the same output.

  --repo DIR       a checkout, a bare repository, or a folder of them (owner+name/repo, owner__name, name.git); repeatable
  --out FILE       JSON lines {id, repo, gitDir, base, kind, language, text, gold, lines}
  --issues FILE    JSON lines {repo, number, title, body?, base?, fix?}: the text of a fix is its issue; repeatable
  --prepared FILE  JSON lines {id?, repo, base, text, patch or fix}: cases that others have joined; repeatable
  --kind KIND      issue or commit (default: both; a fix whose issue is known is an issue)
  --per-repo N     most cases of each kind from one repository (default 25)
`;

const fail = (reason: string): never => {
  process.stderr.write(`make-cases: ${reason}\n`);
  process.exit(2);
};

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        repo: { type: "string", multiple: true, default: [] },
        out: { type: "string" },
        issues: { type: "string", multiple: true, default: [] },
        prepared: { type: "string", multiple: true, default: [] },
        kind: { type: "string" },
        "per-repo": { type: "string", default: "25" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const kindsOf = (kind: string | undefined): ReadonlySet<CaseKind> => {
  if (kind === undefined) return new Set(["issue", "commit"]);
  if (kind === "issue" || kind === "commit") return new Set([kind]);
  return fail(`--kind is issue or commit, not ${kind}`);
};

const makeCases = async (options: ReturnType<typeof readOptions>): Promise<Case[]> => {
  const perRepository = Number(options["per-repo"]);
  if (!Number.isInteger(perRepository) || perRepository < 1) fail("--per-repo is a number from 1");
  const request = {
    kinds: kindsOf(options.kind),
    perRepository,
    issues: options.issues.flatMap(readIssues),
    prepared: options.prepared.flatMap(readPrepared),
  };
  const cases: Case[] = [];
  for (const repository of findRepositories(options.repo)) {
    const found = await buildCases(repository, request);
    process.stderr.write(`${repository.repo}: ${found.length} cases\n`);
    cases.push(...found);
  }
  return cases;
};

const options = readOptions();
if (options.help) process.stdout.write(help);
else if (options.repo.length === 0 || options.out === undefined) fail("needs --repo DIR and --out FILE (see --help)");
else {
  try {
    const cases = await makeCases(options);
    writeFileSync(options.out, cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
    process.stdout.write(`${cases.length} cases in ${options.out}\n`);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}
