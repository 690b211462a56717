/** Which lockfile an install command reads, and whether it is there. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

type Need = { matches: (argv: string[]) => boolean; files: string[] };

const has = (argv: string[], ...words: string[]): boolean => words.some((word) => argv.includes(word));

const needs: Need[] = [
  { matches: (argv) => argv[0] === "npm" && has(argv, "ci"), files: ["package-lock.json", "npm-shrinkwrap.json"] },
  { matches: (argv) => argv[0] === "pnpm" && has(argv, "--frozen-lockfile"), files: ["pnpm-lock.yaml"] },
  { matches: (argv) => argv[0] === "yarn" && has(argv, "--frozen-lockfile", "--immutable"), files: ["yarn.lock"] },
  { matches: (argv) => argv[0] === "bun" && has(argv, "--frozen-lockfile"), files: ["bun.lock", "bun.lockb"] },
  { matches: (argv) => argv[0] === "cargo" && has(argv, "--locked", "--frozen"), files: ["Cargo.lock"] },
  { matches: (argv) => argv[0] === "go" && argv[1] === "mod", files: ["go.mod"] },
  { matches: (argv) => argv[0] === "uv" && has(argv, "--locked", "--frozen"), files: ["uv.lock"] },
];

/** Names of which one must be there and none is, in the directory or above it in the tree; null when nothing is missing. */
export const missingLockfile = (argv: string[], directory: string, tree: string): string[] | null => {
  const need = needs.find(({ matches }) => matches(argv));
  if (!need) return null;
  for (let at = directory; ; at = dirname(at)) {
    if (need.files.some((name) => existsSync(join(at, name)))) return null;
    if (at === tree || at === dirname(at)) return need.files;
  }
};
