/** Decides of every exported function whether it takes a text from outside, how it is called, or why it is left out. */
import { join } from "node:path";
import { adapters } from "./adapters.ts";
import { fromText, plain } from "./arguments-by-type.ts";
import { type Exported, listFunctions, type Parameter, source } from "./list-functions.ts";
import { notForeign } from "./not-foreign.ts";

type Run = (text: string) => unknown;

/** `load` gives the function to call; where it is null, `why` says so in words. */
export type Choice = { name: string; load: (() => Promise<Run>) | null; why: string; isFault: boolean };

const texts = new Set(["string", "Untrusted", "string | null", "Untrusted | null", "string | undefined"]);
const places = new Set(["dir", "directory", "root", "gitDir", "scratch", "cacheFile", "cacheDir", "home", "within"]);

const ownFolders: Readonly<Record<string, string>> = {
  offline: "the local GitHub of tests and demo, which only this product talks to",
  "cli/templates": "writes this product's own files",
};

const isFilled = ({ type, isOptional }: Parameter): boolean => isOptional || type in fromText || type in plain;

const argumentOf = ({ type }: Parameter, text: string): unknown => (fromText[type] ?? plain[type])?.(text);

const call =
  ({ path, name, parameters }: Exported) =>
  async (): Promise<Run> => {
    const module: Record<string, (...given: unknown[]) => unknown> = await import(join(source, path));
    const wanted = parameters.filter(({ isOptional }) => !isOptional);
    return (text) => module[name]?.(...wanted.map((parameter) => argumentOf(parameter, text)));
  };

/** Null for a function that takes no text as far as its parameters say. */
const choose = (one: Exported): Choice | null => {
  const { path, name, parameters, opensThings } = one;
  const [first] = parameters;
  const key = `${path} ${name}`;
  const left = (why: string, isFault = false): Choice => ({ name: key, load: null, why, isFault });
  if (!first || key in adapters) return null;
  const isText = texts.has(first.type);
  const holdsText = first.type in fromText;
  if (!holdsText) return null;
  const folder = Object.keys(ownFolders).find((each) => path.startsWith(`${each}/`));
  if (folder) return isText ? left(ownFolders[folder] ?? "") : null;
  const told = notForeign[key];
  if (told !== undefined) return left(told);
  if (opensThings) return isText ? left("its file opens files, processes or sockets") : null;
  if (places.has(first.name)) return left("a place on disk");
  const missing = parameters.find((parameter) => !isFilled(parameter));
  if (missing) return left(`no argument for ${missing.name || "a parameter"}: ${missing.type || "?"}`, isText);
  return { name: key, load: call(one), why: "", isFault: false };
};

/** Every function with a text, those of the table included; `folder` is a beginning of the path below `src/`. */
export const chooseCalls = (folder: string): Choice[] =>
  [
    ...listFunctions().flatMap((one) => choose(one) ?? []),
    ...Object.entries(adapters).map(
      ([name, run]): Choice => ({ name, load: () => Promise.resolve(run), why: "", isFault: false }),
    ),
  ]
    .filter(({ name }) => name.startsWith(folder))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
