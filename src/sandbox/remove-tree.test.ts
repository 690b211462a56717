import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeTree } from "./remove-tree.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "remove-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Not as root, who may look into every directory. */
const removeAsOther = (path: string): void => {
  const id = 2_009_999_999;
  if (process.getuid?.() !== 0) {
    removeTree(path);
    return;
  }
  execFileSync("chown", ["-hR", String(id), dir]);
  const seen = join(dir, "remove-tree.ts");
  execFileSync("cp", [new URL("remove-tree.ts", import.meta.url).pathname, seen]);
  chmodSync(seen, 0o644);
  const script = `import(${JSON.stringify(seen)}).then(({ removeTree }) => removeTree(${JSON.stringify(path)}))`;
  execFileSync(process.execPath, ["-e", `process.setuid(${id}); ${script}`], { stdio: "pipe" });
};

it("removes locked directories above others that no path can name", () => {
  const tree = join(dir, "tree");
  mkdirSync(join(tree, "locked/in"), { recursive: true });
  writeFileSync(join(tree, "locked/in/file"), "");
  const name = "d".repeat(250);
  execFileSync("sh", ["-c", `for i in $(seq 20); do mkdir ${name}; cd -P ${name}; done; : > bottom`], { cwd: tree });
  for (const locked of ["locked/in", "locked", "."]) chmodSync(join(tree, locked), 0o000);
  removeAsOther(tree);
  expect(existsSync(tree)).toBe(false);
});

it("leaves alone what a link leads to, and does nothing where nothing is", () => {
  mkdirSync(join(dir, "kept/in"), { recursive: true });
  symlinkSync("kept", join(dir, "link"));
  removeTree(join(dir, "link"));
  removeTree(join(dir, "missing"));
  expect([existsSync(join(dir, "link")), existsSync(join(dir, "kept/in"))]).toEqual([false, true]);
});
