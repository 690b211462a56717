/** Cuts the operations of the local GitHub out of GitHub's published OpenAPI description: `node scripts/github-openapi.ts [--from FILE] [--check]`. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { describedOperations } from "../src/offline/github/operations.ts";

const source = "@octokit/openapi@23.0.2";
const target = new URL("../src/offline/github-openapi.json", import.meta.url);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Downloads the package without running anything of it and reads the description inside. */
const fetchDescription = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), "github-openapi-"));
  try {
    const run = promisify(execFile);
    const { stdout } = await run("npm", ["pack", source, "--silent", "--pack-destination", directory], {
      cwd: directory,
    });
    const member = "package/generated/api.github.com.json";
    await run("tar", ["-xzf", join(directory, stdout.trim()), "-C", directory, member]);
    return await readFile(join(directory, member), "utf8");
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/** Follows a local `$ref`, which parameters and responses may be. */
const resolve = (document: JsonObject, node: Json | undefined): JsonObject => {
  if (!isObject(node)) throw new Error(`Expected an object in the description, found ${JSON.stringify(node)}.`);
  const ref = node.$ref;
  if (typeof ref !== "string") return node;
  let found: Json | undefined = document;
  for (const key of ref.slice(2).split("/")) found = isObject(found) ? found[key] : undefined;
  return resolve(document, found);
};

const prose = new Set(["description", "example", "examples", "title", "deprecated", "externalDocs", "xml"]);

const withNull = (schema: JsonObject): JsonObject => {
  const { type, enum: values, ...rest } = schema;
  if (typeof type !== "string") return { anyOf: [{ type: "null" }, schema] };
  return { ...rest, type: [type, "null"], ...(Array.isArray(values) ? { enum: [...new Set([...values, null])] } : {}) };
};

/** OpenAPI 3.0 schema → JSON schema: no prose, `nullable` as a type. Keys below `properties` are names, not keywords. */
const cutSchema = (node: Json): Json => {
  if (Array.isArray(node)) return node.map(cutSchema);
  if (!isObject(node)) return node;
  const out: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    if (prose.has(key) || key === "nullable" || key.startsWith("x-")) continue;
    out[key] =
      key === "properties" && isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, cutSchema(schema)]))
        : cutSchema(value);
  }
  return node.nullable === true ? withNull(out) : out;
};

const cutContent = (holder: JsonObject): JsonObject => {
  const content = isObject(holder.content) ? holder.content : {};
  const json = isObject(content["application/json"]) ? content["application/json"] : undefined;
  return json?.schema === undefined ? {} : { content: { "application/json": { schema: cutSchema(json.schema) } } };
};

const cutOperation = (document: JsonObject, operation: JsonObject): JsonObject => {
  const parameters = (Array.isArray(operation.parameters) ? operation.parameters : []).map((node) => {
    const { name, in: place, required, schema } = resolve(document, node);
    return { name: name ?? null, in: place ?? null, required: required ?? false, schema: cutSchema(schema ?? {}) };
  });
  const responses = Object.entries(resolve(document, operation.responses)).map(
    ([status, node]) => [status, cutContent(resolve(document, node))] as const,
  );
  const body = operation.requestBody === undefined ? undefined : resolve(document, operation.requestBody);
  return {
    operationId: operation.operationId ?? null,
    parameters,
    ...(body === undefined ? {} : { requestBody: { required: body.required ?? false, ...cutContent(body) } }),
    responses: Object.fromEntries(responses),
  };
};

/** Adds every component that the cut refers to, and what those refer to. */
const cutComponents = (document: JsonObject, roots: Json): JsonObject => {
  const schemas = resolve(document, resolve(document, document.components).schemas);
  const kept = new Map<string, Json>();
  const visit = (node: Json): void => {
    for (const [, name] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || kept.has(name)) continue;
      kept.set(name, cutSchema(schemas[name] ?? {}));
      visit(kept.get(name) ?? null);
    }
  };
  visit(roots);
  return Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const cutDescription = (document: JsonObject): JsonObject => {
  const paths: Record<string, JsonObject> = {};
  for (const [id, { method, path }] of describedOperations) {
    const operation = resolve(
      document,
      resolve(document, resolve(document, document.paths)[path])[method.toLowerCase()],
    );
    if (operation.operationId !== id)
      throw new Error(`${method} ${path} is ${operation.operationId} in ${source}, not ${id}.`);
    paths[path] = { ...paths[path], [method.toLowerCase()]: cutOperation(document, operation) };
  }
  const errors: Json = [
    { $ref: "#/components/schemas/basic-error" },
    { $ref: "#/components/schemas/validation-error" },
  ];
  return {
    openapi: "3.1.0",
    info: { title: "GitHub REST API, cut to the operations of the local GitHub", version: source },
    paths,
    components: { schemas: cutComponents(document, [paths, errors]) },
  };
};

const main = async (): Promise<string> => {
  const { values } = parseArgs({ options: { from: { type: "string" }, check: { type: "boolean", default: false } } });
  const text = values.from === undefined ? await fetchDescription() : await readFile(values.from, "utf8");
  const cut = `${JSON.stringify(cutDescription(JSON.parse(text)))}\n`;
  if (!values.check) {
    await writeFile(target, cut);
    return `wrote ${cut.length} bytes`;
  }
  if (cut === (await readFile(target, "utf8"))) return "src/offline/github-openapi.json is current";
  process.exitCode = 3;
  return `src/offline/github-openapi.json is not what ${source} gives: run node scripts/github-openapi.ts`;
};

process.stdout.write(`${await main()}\n`);
