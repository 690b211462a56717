import { expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const resolve = resolveInTestTree("bash", { files: ["bin/run.sh", "bin/lib.sh", "lib/log.sh", "lib.sh"] });

it.each([
  ["./lib.sh", ["bin/lib.sh"]],
  ["lib.sh", ["bin/lib.sh"]],
  ["../lib.sh", ["lib.sh"]],
  ["lib/log.sh", ["lib/log.sh"]],
  ["../../outside.sh", []],
  ["/lib/log.sh", []],
  ["$HOME/lib.sh", []],
])("%s", (wanted, expected) => {
  expect(resolve("bin/run.sh", wanted)).toEqual(expected);
});
