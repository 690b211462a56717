import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { checkCredentials } from "./check-credentials.ts";

let dir = "";
const scanner = createSecretScanner(["live-secret-of-this-process"]);

const put = (path: string, text: string): void => {
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), text);
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "credentials-"));
  for (const name of ["objects", "refs"]) mkdirSync(join(dir, "work", ".git", name), { recursive: true });
  put("work/.git/HEAD", "ref: refs/heads/main\n");
  put("work/.git/config", '[remote "origin"]\n\turl = https://github.com/acme/shop\n');
  put("temp/item/item.json", '{"note": "live-secret-of-this-process is not looked for this deep"}');
  put("temp/notes.txt", "nothing\n");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const check = () => checkCredentials(join(dir, "work"), join(dir, "temp"), scanner);

it("lets a checkout without credentials pass, with and without a temporary directory", () => {
  expect(check).not.toThrow();
  expect(() => checkCredentials(join(dir, "work"), undefined, scanner)).not.toThrow();
  expect(() => checkCredentials(join(dir, "work"), join(dir, "gone"), scanner)).not.toThrow();
});

it.each([
  ["work/.git/config", '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5\n'],
  ["work/.git/config.worktree", "[http]\n\textraheader = AUTHORIZATION: basic eDp5\n"],
  ["temp/git-credentials-1.config", '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5\n'],
  ["temp/env", "TOKEN=live-secret-of-this-process\n"],
])("stops for %s", (path, text) => {
  put(path, text);
  expect(check).toThrow(path.split("/").at(-1));
  expect(check).not.toThrow(/eDp5|live-secret/);
});

it("finds the configuration of a linked worktree's repository", () => {
  put("work/.git/config", "[http]\n\textraheader = AUTHORIZATION: basic eDp5\n");
  for (const name of ["objects", "refs"]) mkdirSync(join(dir, "work/.git/worktrees/two", name), { recursive: true });
  put("work/.git/worktrees/two/HEAD", "ref: refs/heads/two\n");
  put("two/.git", `gitdir: ${join(dir, "work/.git/worktrees/two")}\n`);
  expect(() => checkCredentials(join(dir, "two"), undefined, scanner)).toThrow("config, line 2");
});
