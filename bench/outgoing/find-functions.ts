/** Finds every exported function of the product that takes a text first, by its signature in the source. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { more, notText } from "./arguments.ts";

export type TextFunction = { name: string; run: (text: string) => unknown };

const folders = [
  ...["checks", "config", "domain", "flow", "github", "guardrails", "health", "intake", "model", "outgoing", "patch"],
  ...["publish", "roles", "sandbox", "supervise", "telemetry"],
];

const source = new URL("../../src/", import.meta.url).pathname;
const exported =
  /^export const (\w+) = (?:<[^>\n]*>)?\(\s*(\w+): (?:string|Untrusted)(?: \| null| \| undefined)?[,)]/gm;

/** `folder/file.ts name` of each exported arrow function whose first parameter is a text. */
export const listFunctions = (): { path: string; name: string }[] =>
  folders.flatMap((folder) =>
    readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".ts") && !/\.(?:test|fixture)\.ts$/.test(path))
      .flatMap((path) =>
        [...readFileSync(join(source, path), "utf8").matchAll(exported)].map(([, name = ""]) => ({ path, name })),
      ),
  );

/** Those with `wanted` in the name, ready to be called, and what takes lines or documents in place of a text. */
export const findFunctions = async (wanted: string): Promise<TextFunction[]> => {
  const found: TextFunction[] = [];
  for (const { path, name } of listFunctions()) {
    const key = `${path} ${name}`;
    if (notText.has(key) || key in more || !key.includes(wanted)) continue;
    const module: Record<string, (text: string) => unknown> = await import(join(source, path));
    const call = module[name];
    if (call) found.push({ name: key, run: call });
  }
  const given = Object.entries(more).map(([name, run]) => ({ name, run }));
  return [...found, ...given.filter(({ name }) => name.includes(wanted))];
};
