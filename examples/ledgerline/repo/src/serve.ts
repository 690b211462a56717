#!/usr/bin/env node
/** Entry point of the page: reads the files once and answers on this machine alone. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { answer } from "./answer.ts";
import { categorise } from "./categorise.ts";
import { mergeStatements } from "./merge-statements.ts";
import { readStatement } from "./read-statement.ts";
import { parseRules } from "./rules.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: "8484" }, rules: { type: "string" } },
});
const rules = values.rules === undefined ? [] : parseRules(await readFile(values.rules, "utf8"), values.rules);
const statements = await Promise.all(
  positionals.map(async (path) => readStatement(await readFile(path, "utf8"), path)),
);
const transactions = categorise(mergeStatements(statements), rules);

createServer((request, response) => {
  const { status, type, body } = answer(request.url ?? "/", transactions);
  response.writeHead(status, { "content-type": type, "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:" });
  response.end(body);
}).listen(Number(values.port), "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${values.port}\n`);
});
