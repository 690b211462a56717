import { expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const resolve = resolveInTestTree("rust", {
  files: [
    "app/src/main.rs",
    "app/src/cli.rs",
    "app/src/cli/flags.rs",
    "app/src/net/mod.rs",
    "app/src/net/tcp.rs",
    "app/src/net/inner/deep.rs",
    "app/src/tests.rs",
    "app/tests/end_to_end.rs",
    "app/tests/common/mod.rs",
    "app/tests/suite/main.rs",
    "app/tests/suite/case.rs",
    "app/tests/suite/tool.rs",
    "grep-core/src/lib.rs",
    "grep-core/src/glob.rs",
    "odd/code/entry.rs",
    "odd/code/part.rs",
    "old/src/lib.rs",
    "old/src/log.rs",
    "old/src/user.rs",
  ],
  configs: {
    "Cargo.toml": '[workspace]\nmembers = ["app"]\n',
    "app/Cargo.toml":
      '[package]\nname = "app" # name\nedition = "2021"\n[dependencies]\nlogs = { path = "../odd", package = "odd-one" }\n[dependencies.searching]\npackage = "grep-core"\n',
    "grep-core/Cargo.toml": '[package]\nname = "grep-core"\nedition = "2021"\n',
    "odd/Cargo.toml": '[package]\nname = "odd-one"\n\n[lib]\npath = "code/entry.rs"\n[[bin]]\npath = "../../../x.rs"\n',
    "old/Cargo.toml": '[package]\nname = "old"\nedition = "2015"\n',
  },
});

it.each([
  ["app/src/main.rs", "mod cli", ["app/src/cli.rs"]],
  ["app/src/main.rs", "mod net", ["app/src/net/mod.rs"]],
  ["app/src/cli.rs", "mod flags", ["app/src/cli/flags.rs"]],
  ["app/src/net/mod.rs", "mod tcp", ["app/src/net/tcp.rs"]],
  ["app/src/net/mod.rs", "mod deep", ["app/src/net/inner/deep.rs"]],
  ["app/src/net/mod.rs", "mod missing", []],
  ["app/tests/end_to_end.rs", "mod common", ["app/tests/common/mod.rs"]],
  ["app/src/net/tcp.rs", "crate::cli: flags Cli", ["app/src/cli.rs", "app/src/cli/flags.rs"]],
  ["app/src/net/tcp.rs", "crate::cli::flags: Flag", ["app/src/cli/flags.rs"]],
  ["app/src/net/tcp.rs", "crate: VERSION", ["app/src/main.rs"]],
  ["app/src/net/tcp.rs", "crate::net::inner::deep: X", ["app/src/net/inner/deep.rs"]],
  ["app/src/net/tcp.rs", "super: Net", ["app/src/net/mod.rs"]],
  ["app/src/net/tcp.rs", "super::super::cli: Cli", ["app/src/cli.rs"]],
  ["app/src/net/tcp.rs", "super::super::super::super::x: y", []],
  ["app/src/net/tcp.rs", "super: *", []],
  ["app/src/tests.rs", "super: *", ["app/src/main.rs"]],
  ["app/src/net/mod.rs", "self::tcp: Stream", ["app/src/net/tcp.rs"]],
  ["app/src/net/mod.rs", "tcp: self", ["app/src/net/tcp.rs"]],
  ["app/src/cli/flags.rs", "super: Cli", ["app/src/cli.rs"]],
  ["app/src/main.rs", "grep_core: Searcher", ["grep-core/src/lib.rs"]],
  ["app/src/main.rs", "grep_core::glob: Glob", ["grep-core/src/glob.rs"]],
  ["app/src/main.rs", "::grep_core: glob::Glob", ["grep-core/src/glob.rs"]],
  ["app/src/main.rs", "logs::part: Part", ["odd/code/part.rs"]],
  ["app/src/main.rs", "searching: x", ["grep-core/src/lib.rs"]],
  ["odd/code/part.rs", "crate: x", ["odd/code/entry.rs"]],
  ["app/tests/suite/case.rs", "crate::tool: run", ["app/tests/suite/tool.rs"]],
  ["old/src/user.rs", "log: info", ["old/src/log.rs"]],
  ["app/src/main.rs", "std::collections: HashMap", []],
  ["app/src/main.rs", "serde", []],
  ["app/src/main.rs", "__proto__: constructor", []],
])("%s: %s", (from, wanted, expected) => {
  expect(resolve(from, wanted)).toEqual(expected);
});
