import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "functions and variables",
    source: `#!/usr/bin/env bash
export PATH_A=1 NAME
declare -r LIMIT=2
count=3
count=4
build() {
  local inner=1
  other=2
}
function deploy {
  build
}
function clean() ( rm )
alias ll='ls -l'
if true; then flag=1; fi
`,
    symbols: [
      "2 +variable PATH_A | PATH_A=1",
      "2 +variable NAME | export PATH_A=1 NAME",
      "3 +variable LIMIT | LIMIT=2",
      "4 +variable count | count=3",
      "6-9 +function build | build()",
      "10-12 +function deploy | function deploy",
      "13 +function clean | function clean()",
      "14 +macro ll | ll='ls -l'",
      "15 +variable flag | flag=1",
    ],
    imports: [],
  },
  {
    title: "sourced files",
    source: `source ./lib.sh
. "other.sh"
[ -f more.sh ] && . more.sh
source "$HOME/x.sh"
`,
    symbols: [],
    imports: ["./lib.sh", "other.sh", "more.sh"],
  },
  {
    title: "names in files that are not quite bash",
    source: `for plugin ($plugins); do
  source $plugin
done
is_plugin() {
  true
}
`,
    symbols: ["4-6 +function is_plugin | is_plugin()"],
    imports: [],
  },
];

describe("bash", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("bash", source)).toEqual({ symbols, imports });
  });
});
