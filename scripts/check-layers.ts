/** Fails when a source file breaks the import table, forms a cycle, or reaches for the environment or the console. */
import { glob, readFile } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { findCycles, type ImportGraph } from "./find-cycles.ts";
import {
  bannedFolders,
  domainPackages,
  entryPoints,
  layerTable,
  rawClient,
  rawOutput,
  writeClient,
} from "./layer-table.ts";
import { type ImportSite, lineAt, scanImports, withoutComments } from "./scan-imports.ts";

/** A text file by its path from the repository root, with forward slashes. */
export type SourceFile = { path: string; text: string };

export type Fault = { path: string; line: number; message: string };

const isTestCode = (path: string): boolean => /\.test\.ts$|\.fixture\.ts$|\/fixtures\//.test(path);
const isComposer = (path: string): boolean => entryPoints.includes(path) || path.startsWith("src/cli/");
const folderOf = (path: string): string => path.split("/")[1] ?? "";
const shortName = (path: string): string => path.replace(/^src\//, "");

const resolveTarget = (from: string, specifier: string): string | null => {
  if (specifier.startsWith("/")) return specifier;
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : null;
};

const placeFault = (path: string): string | null => {
  const folders = path.split("/").slice(1, -1);
  const banned = folders.find((folder) => bannedFolders.includes(folder));
  if (banned) return `a folder may not be called ${banned} (name it after what its files are about)`;
  if (posix.basename(path) === "index.ts") return "index.ts is not allowed (import the file that holds the name)";
  if (entryPoints.includes(path) || path.startsWith("src/cli/")) return null;
  if (folders.length === 0) return `only ${entryPoints.join(" and ")} may stand directly below src`;
  if (!(folderOf(path) in layerTable)) return `the folder ${folders[0]} has no row in scripts/layer-table.ts`;
  return null;
};

const packageFault = (path: string, specifier: string): string | null => {
  const exceptions: readonly string[] = rawClient.except;
  if (rawClient.package.test(specifier) && folderOf(path) !== rawClient.onlyFor && !exceptions.includes(path))
    return `${shortName(path)} may not import ${specifier} (allowed: ${rawClient.onlyFor})`;
  return folderOf(path) === "domain" && !domainPackages.includes(specifier)
    ? `domain may not import ${specifier} (allowed: ${domainPackages.join(", ")})`
    : null;
};

const targetFault = (path: string, target: string): string | null => {
  if (!target.startsWith("src/")) {
    if (isComposer(path) && target === "package.json") return null;
    // A JSON Schema is data: packages that ship one do not always export it.
    if (/^node_modules\/.+\.schema\.json$/.test(target)) return null;
    return `${shortName(path)} may not import ${target} (allowed: files below src)`;
  }
  if (isTestCode(target)) return `${shortName(path)} may not import ${shortName(target)} (allowed: only from tests)`;
  if (isComposer(path)) return null;
  const own = folderOf(path);
  if (target === writeClient.path && own !== writeClient.onlyFor && own !== folderOf(target)) {
    return `${own} may not import ${shortName(target)} (allowed: ${writeClient.onlyFor}, cli and the entry points)`;
  }
  const allowed = [...new Set([own, "domain", ...(layerTable[own] ?? [])])];
  if (allowed.includes(folderOf(target)) && !isComposer(target)) return null;
  return `${own} may not import ${shortName(target)} (allowed: ${allowed.join(", ")})`;
};

const importFault = (path: string, { specifier }: ImportSite): string | null => {
  const target = resolveTarget(path, specifier);
  return target === null ? packageFault(path, specifier) : targetFault(path, target);
};

const ambient: readonly { pattern: RegExp; name: string }[] = [
  { pattern: /\bprocess\s*\.\s*env\b/g, name: "process.env" },
  { pattern: /\benv\b[^{}=;]*\}\s*(?:=\s*process\b|from\s*["'](?:node:)?process["'])/g, name: "process.env" },
  { pattern: /(?<![\w$.])console\s*\./g, name: "console" },
];

const ambientFaults = ({ path, text }: SourceFile): Fault[] => {
  if (isComposer(path)) return [];
  const code = withoutComments(text);
  return ambient.flatMap(({ pattern, name }) =>
    [...code.matchAll(pattern)].map((match) => ({
      path,
      line: lineAt(code, match.index),
      message: `${name} is not allowed here (allowed: ${entryPoints.join(", ")}, src/cli; pass what is needed as a parameter)`,
    })),
  );
};

/** What leaves by the streams of this process passes the one writer, also in the command line. */
const outputFaults = ({ path, text }: SourceFile): Fault[] => {
  if (rawOutput.includes(path)) return [];
  const code = withoutComments(text);
  return [
    ...code.matchAll(
      /\bprocess\s*\.\s*std(?:out|err)\b|\bstd(?:out|err)\b[^{}=;]*\}\s*(?:=\s*process\b|from\s*["'](?:node:)?process["'])/g,
    ),
  ].map((match) => ({
    path,
    line: lineAt(code, match.index),
    message: `raw process output is not allowed here (allowed: ${rawOutput[0]}; use the log or the host)`,
  }));
};

const cycleFaults = (graph: ImportGraph): Fault[] =>
  findCycles(graph).map(({ files, line }) => ({
    path: files[0] ?? "",
    line,
    message: `import cycle: ${[...files, ...files.slice(0, 1)].map(shortName).join(" → ")}`,
  }));

/** Every fault of the files below src, ordered by path and line; other files and test code are not judged. */
export const checkLayers = (files: readonly SourceFile[]): Fault[] => {
  const sources = files.filter(({ path }) => path.startsWith("src/") && path.endsWith(".ts"));
  const places = sources.flatMap(({ path }) => {
    const message = placeFault(path);
    return message === null ? [] : [{ path, line: 1, message }];
  });
  const judged = sources
    .filter(({ path }) => !isTestCode(path))
    .map((file) => ({ ...file, imports: scanImports(file.text) }));
  const imports = judged.flatMap(({ path, imports }) =>
    imports.flatMap((site) => {
      const message = importFault(path, site);
      return message === null ? [] : [{ path, line: site.line, message }];
    }),
  );
  const graph: ImportGraph = new Map(
    judged.map(({ path, imports }) => [
      path,
      imports.map(({ specifier, line }) => ({ target: resolveTarget(path, specifier) ?? specifier, line })),
    ]),
  );
  return [
    ...places,
    ...imports,
    ...judged.flatMap(ambientFaults),
    ...judged.flatMap(outputFaults),
    ...cycleFaults(graph),
  ].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
};

export const renderFault = ({ path, line, message }: Fault): string => `${path}:${line}  ${message}`;

const run = async (root: URL): Promise<number> => {
  const paths: string[] = [];
  for await (const path of glob("src/**/*.ts", { cwd: fileURLToPath(root) })) paths.push(path.replaceAll("\\", "/"));
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(new URL(path, root), "utf8") })),
  );
  const faults = checkLayers(files);
  for (const fault of faults) process.stderr.write(`${renderFault(fault)}\n`);
  process.stdout.write(`layers: ${files.length} files, ${faults.length} faults\n`);
  return faults.length === 0 ? 0 : 1;
};

if (import.meta.main) process.exitCode = await run(new URL("../", import.meta.url));
