/**
 * Compares the names found in TypeScript and JavaScript files with those of the TypeScript compiler's parser, and with
 * universal-ctags on the same files: `node bench/atlas/name-recall-script.ts --typescript DIR REPOSITORY…`.
 *
 * DIR is an unpacked npm package `typescript` of version 5, whose parser can be called without a project.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { languageOf } from "../../src/atlas/language.ts";
import { parseScript } from "../../src/atlas/symbols/script/parse-script.ts";

type Language = Parameters<typeof parseScript>[1];
type SourceFile = { path: string; text: string; language: Language };
type Names = Set<string>;

/** What is used of the compiler's interface. */
type Node = {
  kind: number;
  name?: Node;
  text?: string;
  escapedText?: string;
  body?: Node;
  members?: Node[];
  statements?: Node[];
  elements?: Node[];
  declarationList?: { declarations: Node[] };
  initializer?: Node;
  expression?: Node;
};
type SyntaxKindName =
  | "CallExpression"
  | "ClassDeclaration"
  | "Constructor"
  | "EnumDeclaration"
  | "FunctionDeclaration"
  | "Identifier"
  | "InterfaceDeclaration"
  | "ModuleDeclaration"
  | "StringLiteral"
  | "TypeAliasDeclaration"
  | "VariableStatement";
type Compiler = {
  version: string;
  ScriptKind: Record<"TS" | "TSX" | "JSX", number>;
  ScriptTarget: { Latest: number };
  SyntaxKind: Record<SyntaxKindName, number>;
  createSourceFile(path: string, text: string, target: number, setParents: boolean, kind: number): Node;
  forEachChild(node: Node, visit: (child: Node) => void): void;
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { typescript: { type: "string" } } });
if (values.typescript === undefined || positionals.length === 0) {
  process.stderr.write("usage: node bench/atlas/name-recall-script.ts --typescript DIR REPOSITORY…\n");
  process.exit(2);
}
const compiler = createRequire(import.meta.url)(resolve(values.typescript)) as Compiler;
const { SyntaxKind } = compiler;

const isScript = (language: string | null): language is Language =>
  language === "typescript" || language === "tsx" || language === "javascript";

const maxBytes = 1_000_000;

/** The tracked files that the map reads: at most 1 MB, in the working tree. */
const readFiles = (repository: string): SourceFile[] => {
  const listed = spawnSync("git", ["-C", repository, "ls-files", "-z"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  }).stdout;
  return listed.split("\0").flatMap((path) => {
    const language = languageOf(path);
    if (!isScript(language)) return [];
    try {
      const text = readFileSync(join(repository, path), "utf8");
      return text.length <= maxBytes ? [{ path, text, language }] : [];
    } catch {
      return [];
    }
  });
};

const kindOf = (language: Language): number =>
  ({ typescript: compiler.ScriptKind.TS, tsx: compiler.ScriptKind.TSX, javascript: compiler.ScriptKind.JSX })[language];

const parseReference = ({ path, text, language }: SourceFile): Node =>
  compiler.createSourceFile(path, text, compiler.ScriptTarget.Latest, false, kindOf(language));

/** Without the sharp of private names, which ctags leaves out. */
const spelled = (node: Node): string[] => {
  const name = node.text ?? node.escapedText;
  return typeof name === "string" && name !== "" ? [name.replace(/^#/, "")] : [];
};

const boundNames = (name: Node): string[] =>
  name.elements === undefined
    ? spelled(name)
    : name.elements.flatMap((element) => (element.name === undefined ? [] : boundNames(element.name)));

const isRequire = (value: Node | undefined): boolean =>
  value !== undefined && value.kind === SyntaxKind.CallExpression && value.expression?.escapedText === "require";

/** Functions, classes, interfaces, types, enums, namespaces and variables of the top level and of namespaces, and members. */
const namesOfStatement = (statement: Node): string[] => {
  switch (statement.kind) {
    case SyntaxKind.VariableStatement:
      return (statement.declarationList?.declarations ?? []).flatMap(({ name, initializer }) =>
        name === undefined || isRequire(initializer) ? [] : boundNames(name),
      );
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.TypeAliasDeclaration:
    case SyntaxKind.EnumDeclaration:
      return statement.name === undefined ? [] : spelled(statement.name);
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.InterfaceDeclaration:
      return [
        ...(statement.name === undefined ? [] : spelled(statement.name)),
        ...(statement.members ?? []).flatMap((member) => {
          if (member.kind === SyntaxKind.Constructor) return ["constructor"];
          return member.name === undefined ? [] : spelled(member.name);
        }),
      ];
    case SyntaxKind.ModuleDeclaration: {
      const inner = statement.body === undefined ? [] : (statement.body.statements ?? [statement.body]);
      return [...(statement.name === undefined ? [] : spelled(statement.name)), ...inner.flatMap(namesOfStatement)];
    }
    default:
      return [];
  }
};

/** Every name that anything in the file declares or assigns to, for precision: what is not here was made up. */
const declaredNames = (root: Node): Names => {
  const names: Names = new Set(["default", "constructor"]);
  const visit = (node: Node) => {
    if (node.kind === SyntaxKind.Identifier || node.kind === SyntaxKind.StringLiteral) return;
    if (node.name !== undefined) for (const name of boundNames(node.name)) names.add(name);
    compiler.forEachChild(node, visit);
  };
  visit(root);
  return names;
};

const ctagsArguments = [
  "--languages=TypeScript,JavaScript",
  "--map-TypeScript=+.tsx",
  "--map-TypeScript=+.mts",
  "--map-TypeScript=+.cts",
  "--map-JavaScript=+.mjs",
  "--map-JavaScript=+.cjs",
];

const runCtags = (repository: string, files: SourceFile[]): { names: Map<string, Names>; milliseconds: number } => {
  const input = files.map(({ path }) => path).join("\n");
  const options = { cwd: repository, input, encoding: "utf8", maxBuffer: 1 << 29 } as const;
  const begin = performance.now();
  spawnSync("ctags", [...ctagsArguments, "-f", "/dev/null", "-L", "-"], options);
  const milliseconds = performance.now() - begin;
  const names = new Map<string, Names>();
  for (const line of spawnSync("ctags", [...ctagsArguments, "--sort=no", "-f", "-", "-L", "-"], options).stdout.split(
    "\n",
  )) {
    const [name = "", path = ""] = line.split("\t");
    const known = names.get(path) ?? new Set();
    names.set(path, known.add(name.replace(/^#/, "")));
  }
  return { names, milliseconds };
};

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

for (const repository of positionals) {
  const files = readFiles(repository);
  const megabytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  const begin = performance.now();
  const parsed = files.map(({ text, language }) => parseScript(text, language));
  const milliseconds = performance.now() - begin;
  const ctags = runCtags(repository, files);

  let expected = 0;
  let found = 0;
  let foundByCtags = 0;
  let given = 0;
  let known = 0;
  const missed: string[] = [];
  const invented: string[] = [];
  for (const [index, file] of files.entries()) {
    const root = parseReference(file);
    const ours: Names = new Set(parsed[index]?.symbols.map(({ name }) => name.replace(/^#/, "")));
    const peers = ctags.names.get(file.path) ?? new Set();
    for (const name of new Set((root.statements ?? []).flatMap(namesOfStatement))) {
      expected++;
      if (ours.has(name)) found++;
      else missed.push(`${file.path}: ${name}`);
      if (peers.has(name)) foundByCtags++;
    }
    const declared = declaredNames(root);
    for (const name of ours) {
      given++;
      if (declared.has(name) || name.startsWith("[")) known++;
      else invented.push(`${file.path}: ${name}`);
    }
  }
  const speed = (time: number) => `${time.toFixed(0)} ms, ${((1_000 * megabytes) / time).toFixed(0)} MB/s`;
  process.stdout.write(
    [
      `${repository}: ${files.length} files, ${megabytes.toFixed(1)} MB, ${expected} names by TypeScript ${compiler.version}`,
      `  parseScript  recall ${percent(found, expected)}  precision ${percent(known, given)}  ${speed(milliseconds)} (in process, cold)`,
      `  ctags        recall ${percent(foundByCtags, expected)}  ${speed(ctags.milliseconds)}`,
      `  given up ${parsed.filter((file) => file === null).length}, incomplete ${parsed.filter((file) => file?.isComplete === false).length}`,
      ...missed.slice(0, 10).map((line) => `  missed ${line}`),
      ...invented.slice(0, 10).map((line) => `  invented ${line}`),
      "",
    ].join("\n"),
  );
}
