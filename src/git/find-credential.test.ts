import { expect, it } from "vitest";
import { findCredential } from "./find-credential.ts";

const at = (text: string) => findCredential(`[core]\n\tbare = false\n${text}\n`)?.line ?? null;

it.each([
  ['[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5', 4],
  ['[http "https://github.com/"] extraheader = Authorization: Bearer x', 3],
  ['[remote "origin"]\n\turl = https://x-access-token:abc@github.com/acme/shop', 4],
  ['[remote "origin"]\n\turl = https://abc@github.com/acme/shop', 4],
  ['[remote "origin"]\n\turl = ssh://git:abc@github.com/acme/shop', 4],
  ['[url "https://user:pw@github.com/"]\n\tinsteadOf = https://github.com/', 3],
  ['[includeIf "gitdir:/w/.git"]\n\tpath = /home/runner/work/_temp/git-credentials-1.config', 4],
  ["[http]\n\tcookieFile = /tmp/cookies", 4],
  ['[credential]\n\thelper = "!f() { echo password=$T; }; f"', 4],
  ["[credential]\n\thelper = store --file /tmp/x", 4],
  ["[user]\n\ttoken = abc", 4],
])("%j holds one in line %i", (text, line) => {
  expect(at(text)).toBe(line);
  expect(findCredential(text)?.what).not.toMatch(/abc|pw|eDp5/);
});

it.each([
  '[remote "origin"]\n\turl = https://github.com/acme/shop\n\tfetch = +refs/heads/*:refs/remotes/origin/*',
  '[remote "origin"]\n\turl = git@github.com:acme/shop.git',
  '[remote "origin"]\n\turl = ssh://git@github.com/acme/shop.git',
  "[user]\n\tname = A\n\temail = a@example.com",
  "# url = https://user:pw@github.com/",
  "[http]\n\textraheader =",
  "[include]\n\tpath = ~/.gitconfig-work",
  "[credential]\n\thelper = cache",
])("%j holds none", (text) => {
  expect(at(text)).toBeNull();
});
