/** The license texts of the packages that went into a bundle, as one document. */
import { readdir, readFile } from "node:fs/promises";

type Manifest = { name: string; version: string; license?: string };

/** The package folders of module paths, deepest `node_modules` first met last, sorted and without repetition. */
export const packageFolders = (modules: readonly string[]): string[] => {
  const folders = modules.flatMap(
    (path) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replaceAll("\\", "/"))?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
};

const licenseText = async (folder: string): Promise<string> => {
  const names = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|notice)/i.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, "utf8")));
  return texts.map((text) => text.trim()).join("\n\n");
};

/** One section per package below `root` (ends in a slash) that `modules` (paths from `root`) belong to. */
export const collectLicenses = async (root: string, modules: readonly string[]): Promise<string> => {
  const sections = packageFolders(modules).map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(`${root}${folder}/package.json`, "utf8")) as Manifest;
    const text = await licenseText(`${root}${folder}`);
    return `${name} ${version} (${license ?? "no license named"})\n\n${text}`.trimEnd();
  });
  return `${(await Promise.all(sections)).join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
};
