/** Reads the parts of a package.json that decide how tests are run; a broken file counts as an empty one. */
import { z } from "zod";
import { parseJson } from "../parse-json.ts";

const names = z.record(z.string(), z.unknown()).catch({});

const packageSchema = z
  .object({
    scripts: z.record(z.string(), z.string().catch("")).catch({}).default({}),
    dependencies: names.default({}),
    devDependencies: names.default({}),
    optionalDependencies: names.default({}),
  })
  .catch({ scripts: {}, dependencies: {}, devDependencies: {}, optionalDependencies: {} });

export type PackageManifest = { scripts: Record<string, string>; dependencies: Set<string> };

/** Gives scripts and the names of all dependencies; null when there is no file. */
export const readPackage = (text: string | null): PackageManifest | null => {
  if (text === null) return null;
  const manifest = packageSchema.parse(parseJson(text));
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  return {
    scripts: manifest.scripts,
    dependencies: new Set([dependencies, devDependencies, optionalDependencies].flatMap((group) => Object.keys(group))),
  };
};
