/** Every exported arrow function of the product with what it takes, read from the syntax of its file. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParamPattern, parseSync } from "oxc-parser";

export type Parameter = {
  /** Empty for a pattern such as `{ text }`. */
  name: string;
  /** As it stands in the source; empty where it is inferred. */
  type: string;
  isOptional: boolean;
};

export type Exported = {
  /** Below `src/`. */
  path: string;
  name: string;
  parameters: Parameter[];
  /** The file takes files, processes or sockets into its own hands. */
  opensThings: boolean;
};

export const source = new URL("../../src/", import.meta.url).pathname;

const opening =
  /^import (?!type )[^;]*? from "(?:node:(?:fs|fs\/promises|child_process|http|https|net|tls|dns|dns\/promises|worker_threads|os)|[./]*\/git\/[\w-]+\.ts)";/m;

const readParameter = (given: ParamPattern, text: string): Parameter => {
  const isOptional = given.type === "AssignmentPattern" || given.type === "RestElement";
  const inner = given.type === "AssignmentPattern" ? given.left : given;
  const annotation = "typeAnnotation" in inner && inner.typeAnnotation ? inner.typeAnnotation.typeAnnotation : null;
  return {
    name: inner.type === "Identifier" ? inner.name : "",
    type: annotation ? text.slice(annotation.start, annotation.end).replace(/\s+/g, " ") : "",
    isOptional: isOptional || /^\w+\?/.test(text.slice(inner.start, inner.end)),
  };
};

const readFile = (path: string): Exported[] => {
  const text = readFileSync(join(source, path), "utf8");
  const opensThings = opening.test(text);
  return parseSync(path, text).program.body.flatMap((statement): Exported[] => {
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration?.type !== "VariableDeclaration") return [];
    return statement.declaration.declarations.flatMap(({ id, init }): Exported[] => {
      if (id.type !== "Identifier" || init?.type !== "ArrowFunctionExpression") return [];
      return [{ path, name: id.name, opensThings, parameters: init.params.map((given) => readParameter(given, text)) }];
    });
  });
};

/** Ordered by path; without tests, fixtures and declarations. */
export const listFunctions = (): Exported[] =>
  readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/\.(?:test|fixture|d)\.ts$/.test(path))
    .toSorted()
    .flatMap(readFile);
