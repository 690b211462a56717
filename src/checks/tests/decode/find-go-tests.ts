/** Finds the directory of a Go package and the file of a test, neither of which the runner tells. */
import { posix } from "node:path";
import type { Left } from "../adapters/adapter.ts";

export type GoPackages = {
  /** Relative to the workspace; null for a package outside of the project's module. */
  dirOf: (name: string) => string | null;
  fileOf: (dir: string, test: string) => string | null;
};

const maxFiles = 500;

export const findGoTests = ({ place, source }: Pick<Left, "place" | "source">): GoPackages => {
  const manifest = source.read(posix.join(place.dir, "go.mod")) ?? "";
  const module = /^module[ \t]+"?([^\s"]{1,300})"?/m.exec(manifest)?.[1];
  const files = new Map<string, Map<string, string>>();
  const testsIn = (dir: string): Map<string, string> => {
    const known = files.get(dir);
    if (known) return known;
    const tests = new Map<string, string>();
    const names = source.list(dir).filter((each) => each.endsWith("_test.go"));
    for (const name of names.slice(0, maxFiles)) {
      const file = posix.join(dir, name);
      for (const [, test = ""] of (source.read(file) ?? "").matchAll(/^func ((?:Test|Example|Fuzz|Benchmark)\w*)\(/gm))
        tests.set(test, file);
    }
    files.set(dir, tests);
    return tests;
  };
  return {
    dirOf: (name) => {
      const plain = name.replace(/_test$/, "");
      if (module === undefined || !(plain === module || plain.startsWith(`${module}/`))) return null;
      return posix.join(place.dir, plain.slice(module.length + 1));
    },
    fileOf: (dir, test) => testsIn(dir).get(test) ?? null,
  };
};
