/** Filters of a query by path, language and owner, each refused when nothing can fit it. */
import picomatch from "picomatch";
import type { Atlas, AtlasFile } from "../atlas/atlas.ts";
import { readCodeowners } from "../atlas/owners/read-codeowners.ts";
import { FailureError } from "../domain/failure.ts";
import { textOption } from "./command.ts";

type Accept = (file: AtlasFile) => boolean;

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

const longestGlob = 1_000;

export const createAtlasFilter = (
  atlas: Atlas,
  options: Record<string, string | boolean | undefined>,
): Accept | undefined => {
  const [path, language, owner] = [options.path, options.language, options.owner].map(textOption);
  const filters = [
    ...(path === undefined ? [] : [acceptPath(path)]),
    ...(language === undefined ? [] : [acceptLanguage(atlas, language)]),
    ...(owner === undefined ? [] : [acceptOwner(atlas, owner)]),
  ];
  return filters.length === 0 ? undefined : (file) => filters.every((accept) => accept(file));
};

/** A glob without a slash is held against the file's name, and a directory stands for all below it. */
const acceptPath = (glob: string): Accept => {
  if (glob === "" || glob.length > longestGlob)
    throw usage("--path is empty or too long", "Give a glob such as src/**/*.ts, or a directory.");
  const directory = `${glob.replace(/^\.\//, "").replace(/\/+$/, "")}/`;
  const matches = picomatch(glob.replace(/^\.\//, ""), { dot: true, basename: !glob.includes("/") });
  return ({ path }) => matches(path) || path.startsWith(directory);
};

const acceptLanguage = ({ files }: Atlas, name: string): Accept => {
  const wanted = name.toLowerCase();
  const known = [...new Set(files.flatMap(({ language }) => language ?? []))].sort();
  if (!known.includes(wanted))
    throw usage(`no file is in the language "${name}"`, `There are ${known.join(", ") || "none that are known"}.`);
  return ({ language }) => language === wanted;
};

/** Names are compared without case and without the `@` in front. */
const acceptOwner = ({ files, settings }: Atlas, name: string): Accept => {
  const plain = (owner: string): string => owner.replace(/^@/, "").toLowerCase();
  const { path, ownersOf } = readCodeowners((file) => settings.get(file) ?? null);
  const owners = new Map(files.map((file) => [file.path, ownersOf(file.path)]));
  const known = [...new Set([...owners.values()].flat())].sort();
  if (!known.some((owner) => plain(owner) === plain(name)))
    throw usage(
      `no file has the owner "${name}"`,
      path === null
        ? "The repository has no CODEOWNERS file."
        : `${path} gives files to ${known.slice(0, 20).join(", ") || "nobody"}.`,
    );
  return (file) => (owners.get(file.path) ?? []).some((owner) => plain(owner) === plain(name));
};
