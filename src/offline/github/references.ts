/** The refs of one bare repository: mirrored in memory for reading, moved by `git update-ref` with the old value. */
import { git, gitText, runGit } from "../../git/run-git.ts";

const nothing = "0".repeat(40);

export type References = {
  /** Full name → SHA. Replaced, never changed, by a move, so that a reader may keep it. */
  all: ReadonlyMap<string, string>;
  /** False when the ref does not stand at `from` any more. Null is "does not exist". */
  move: (name: string, from: string | null, to: string | null) => Promise<boolean>;
  isValidName: (name: string) => Promise<boolean>;
};

/** `root` is `refs/`, or the place where a fork keeps its refs in the git directory of its parent. */
export const openReferences = async (gitDir: string, root = "refs/"): Promise<References> => {
  const listing = await gitText(["for-each-ref", "--format=%(objectname) %(refname)", root], { gitDir });
  const rows = listing.split("\n").filter((line) => line !== "");
  const inner = (name: string) => root + name.slice("refs/".length);
  const initial = new Map(rows.map((line) => [`refs/${line.slice(41 + root.length)}`, line.slice(0, 40)] as const));
  const references: References = {
    all: initial,
    move: async (name, from, to) => {
      if ((references.all.get(name) ?? null) !== from) return false;
      const args = to === null ? ["-d", inner(name), from ?? nothing] : [inner(name), to, from ?? nothing];
      await git(["update-ref", ...args], { gitDir });
      const next = new Map(references.all);
      if (to === null) next.delete(name);
      else next.set(name, to);
      references.all = next;
      return true;
    },
    isValidName: async (name) => (await runGit(["check-ref-format", name], { gitDir })).exitCode === 0,
  };
  return references;
};
