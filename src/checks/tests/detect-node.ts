/** How a directory with a package.json installs its dependencies and runs its tests. */
import type { Detect } from "./project-directory.ts";
import { type PackageManifest, readPackage } from "./read-package.ts";

type Manager = "npm" | "pnpm" | "yarn";

export const detectNode: Detect = ({ has, read, files }) => {
  const manifest = readPackage(read("package.json"));
  if (manifest === null) return null;
  const manager: Manager = has("pnpm-lock.yaml") ? "pnpm" : has("yarn.lock") ? "yarn" : "npm";
  const test = testCommand(manifest, manager, files);
  if (test === null) return null;
  return { install: manifest.dependencies.size > 0 ? installCommand(manager, has) : null, test };
};

const testCommand = (manifest: PackageManifest, manager: Manager, files: string[]): string[] | null => {
  const script = manifest.scripts.test ?? "";
  if (script.trim() !== "" && !script.includes("no test specified")) return [manager, "test"];
  if (manifest.dependencies.has("vitest")) return ["npx", "--no-install", "vitest", "run"];
  if (manifest.dependencies.has("jest")) return ["npx", "--no-install", "jest"];
  if (manifest.dependencies.has("mocha")) return ["npx", "--no-install", "mocha"];
  return files.some((file) => /(^|[./])test\.[cm]?js$|^test\/.+\.[cm]?js$/.test(file)) ? ["node", "--test"] : null;
};

const installCommand = (manager: Manager, has: (path: string) => boolean): string[] | null => {
  if (manager === "pnpm") return ["pnpm", "install", "--frozen-lockfile", "--ignore-scripts"];
  if (manager === "yarn") {
    return has(".yarnrc.yml")
      ? ["yarn", "install", "--immutable", "--mode=skip-build"]
      : ["yarn", "install", "--frozen-lockfile", "--ignore-scripts"];
  }
  const isLocked = has("package-lock.json") || has("npm-shrinkwrap.json");
  return isLocked ? ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"] : null;
};
