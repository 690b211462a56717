import { describe, expect, it } from "vitest";
import { changeOf, contextOf } from "./example-change.fixture.ts";
import { lockfileHosts } from "./lockfile-hosts.ts";

const check = (path: string, line: string) =>
  lockfileHosts(changeOf({ path, before: "{\n", after: `{\n${line}\n` }), contextOf({ kind: "build" }));

describe("lockfileHosts", () => {
  it.each([
    ["package-lock.json", '      "resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz",'],
    ["package-lock.json", '        "url": "https://github.com/sponsors/someone"'],
    ["yarn.lock", '  resolved "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#0a1b"'],
    ["yarn.lock", '  resolution: "a@npm:1.0.0"'],
    ["pnpm-lock.yaml", "        version: link:../other"],
    ["Cargo.lock", 'source = "registry+https://github.com/rust-lang/crates.io-index"'],
    ["uv.lock", '    { url = "https://files.pythonhosted.org/packages/a.whl", hash = "sha256:00" },'],
    ["go.sum", "github.com/a/b v1.0.0 h1:abc="],
    ["src/urls.ts", 'const url = "https://evil.example/a.tgz";'],
  ])("accepts %s with %s", (path, line) => {
    expect(check(path, line)).toEqual([]);
  });

  it.each([
    ["package-lock.json", '      "resolved": "https://evil.example/a.tgz",', "https://evil.example"],
    ["pkg/Package-Lock.json", '      "resolved": "http://registry.npmjs.org/a.tgz",', "http://registry.npmjs.org"],
    [
      "package-lock.json",
      '      "resolved": "https://registry.npmjs.org@evil.example/a.tgz",',
      "https://registry.npmjs.org@evil.example",
    ],
    ["package-lock.json", '      "resolved": "git+ssh://git@github.com/a/b.git#0a1b",', "git+ssh://git@github.com"],
    [
      "pnpm-lock.yaml",
      "    resolution: {tarball: https://codeload.github.com/a/b/tar.gz/0a1b}",
      "https://codeload.github.com",
    ],
    ["yarn.lock", "a@github:user/a:", "github:u"],
    ["Cargo.lock", 'source = "git+https://github.com/a/b#0a1b"', "git+https://github.com"],
  ])("refuses %s with %s", (path, line, source) => {
    expect(check(path, line)).toEqual([
      {
        rule: "lockfile-hosts",
        path,
        message: expect.stringContaining(`line 2 of \`${path}\` takes a package from \`${source}\``),
      },
    ]);
  });
});
