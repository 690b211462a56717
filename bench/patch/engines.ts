/** The engines by the names that the command line gives them. */
import type { Engine } from "./engines/engine.ts";
import { jsdiff } from "./engines/jsdiff.ts";
import { ours } from "./engines/ours.ts";
import { applyWith } from "./engines/peer.ts";
import { readFences } from "./engines/read-fences.ts";
import { openServe } from "./engines/serve.ts";

const lenient = ["apply", "--recount", "--ignore-whitespace", "-C1", "-"];
const fuzzy = ["--fuzz=3", "-p1", "--batch", "--no-backup-if-mismatch", "--reject-file=-"];

const table: Record<string, () => Engine> = {
  ours: () => ours,
  serve: openServe,
  "git-apply": () => ({ name: "git apply", apply: applyWith("git", ["apply", "-"], readFences) }),
  "git-recount": () => ({
    name: "git apply --recount --ignore-whitespace -C1",
    apply: applyWith("git", lenient, readFences),
  }),
  "gnu-patch": () => ({ name: "GNU patch --fuzz=3", apply: applyWith("patch", fuzzy, readFences) }),
  jsdiff: () => jsdiff,
};

export const engineNames = Object.keys(table);

export const openEngines = (names: string[]): Engine[] =>
  names.map((name) => {
    const open = table[name];
    if (!open) throw new Error(`there is no engine "${name}": choose of ${engineNames.join(", ")}`);
    return open();
  });
