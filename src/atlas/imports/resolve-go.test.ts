import { expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const resolve = resolveInTestTree("go", {
  files: [
    "main.go",
    "render/json.go",
    "render/yaml.go",
    "render/json_test.go",
    "render/notes.md",
    "tools/cmd/run.go",
    "vendor/github.com/lib/pq/conn.go",
    ...Array.from({ length: 41 }, (_, at) => `huge/f${at}.go`),
  ],
  configs: {
    "go.mod": "// head\nmodule example.com/shop\n\ngo 1.22\n",
    "tools/go.mod": 'module "example.com/shop/tools"\r\n',
    "broken/go.mod": "no such line",
  },
});

it.each([
  ["example.com/shop", ["main.go"]],
  ["example.com/shop/render", ["render/json.go", "render/yaml.go"]],
  ["example.com/shop/tools/cmd", ["tools/cmd/run.go"]],
  ["github.com/lib/pq", ["vendor/github.com/lib/pq/conn.go"]],
  ["example.com/shop/huge", []],
  ["example.com/shop/missing", []],
  ["example.com/shopping/render", []],
  ["example.com/shop/../render", []],
  ["fmt", []],
  ["", []],
])("%s", (wanted, expected) => {
  expect(resolve("render/json_test.go", wanted)).toEqual(expected);
});
