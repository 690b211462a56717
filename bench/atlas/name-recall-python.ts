/** Compares the names found in Python files with those of Python's own `ast`, beside ctags: `node bench/atlas/name-recall-python.ts DIR… [--show]`. */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openTreeParser } from "../../src/atlas/symbols/tree/open-tree-parser.ts";

const listNames = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
for path in sys.stdin.read().splitlines():
    try:
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
    except (SyntaxError, ValueError, RecursionError):
        continue
    print(json.dumps([path, [f"{n.name}:{n.lineno}" for n in ast.walk(tree) if isinstance(n, kinds)]]))
`;

const run = (command: string, args: readonly string[], input: string): string =>
  spawnSync(command, args, { input, encoding: "utf8", maxBuffer: 2 ** 30 }).stdout;

type NamesByFile = Map<string, Set<string>>;

const namesOfAst = (paths: readonly string[]): NamesByFile =>
  new Map(
    run("python3", ["-c", listNames], paths.join("\n"))
      .split("\n")
      .filter((line) => line !== "")
      .map((line): [string, string[]] => JSON.parse(line))
      .map(([path, names]) => [path, new Set(names)]),
  );

const namesOfCtags = (paths: readonly string[]): NamesByFile => {
  const found: NamesByFile = new Map();
  const args = ["--languages=Python", "--kinds-Python=cfm", "--sort=no", "--excmd=number", "-f", "-", "-L", "-"];
  for (const line of run("ctags", args, paths.join("\n")).split("\n")) {
    const [name, path, place] = line.split("\t");
    if (path === undefined || place === undefined) continue;
    const names = found.get(path) ?? new Set();
    found.set(path, names.add(`${name}:${Number.parseInt(place, 10)}`));
  }
  return found;
};

const namesOfAtlas = async (paths: readonly string[]): Promise<NamesByFile> => {
  const found: NamesByFile = new Map();
  for (const path of paths) {
    const { parse } = await openTreeParser("python");
    const { symbols } = parse(readFileSync(path, "utf8"), { milliseconds: 10_000 });
    const declared = symbols.filter(({ kind }) => kind === "class" || kind === "function" || kind === "method");
    found.set(path, new Set(declared.map(({ name, from }) => `${name}:${from}`)));
  }
  return found;
};

/** Recall: how many of the expected were found; precision: how many of the found were expected. */
const compare = (expected: NamesByFile, found: NamesByFile) => {
  const missed: string[] = [];
  const invented: string[] = [];
  let total = 0;
  for (const [path, names] of expected) {
    const mine = found.get(path) ?? new Set();
    total += names.size;
    for (const name of names.difference(mine)) missed.push(`${path} ${name}`);
    for (const name of mine.difference(names)) invented.push(`${path} ${name}`);
  }
  const right = total - missed.length;
  return { missed, invented, total, recall: right / total, precision: right / (right + invented.length) };
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { show: { type: "boolean" } } });
const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

for (const directory of positionals) {
  const paths = globSync("**/*.py", { cwd: directory }).map((path) => join(directory, path));
  const expected = namesOfAst(paths);
  const readable = [...expected.keys()];
  const results = {
    atlas: compare(expected, await namesOfAtlas(readable)),
    ctags: compare(expected, namesOfCtags(readable)),
  };
  process.stdout.write(`${directory}: ${readable.length} files, ${results.atlas.total} names\n`);
  for (const [who, { recall, precision, missed, invented }] of Object.entries(results)) {
    process.stdout.write(`  ${who}  recall ${percent(recall)}  precision ${percent(precision)}\n`);
    if (values.show !== true) continue;
    for (const line of missed.slice(0, 20)) process.stdout.write(`    missed ${line}\n`);
    for (const line of invented.slice(0, 20)) process.stdout.write(`    invented ${line}\n`);
  }
}
