import { expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const resolve = resolveInTestTree("cpp", {
  files: [
    "src/main.cpp",
    "src/local.h",
    "src/net/socket.cpp",
    "src/net/socket.h",
    "include/shop/cart.h",
    "include/version.h",
    "deps/lua/src/lua.h",
    "deps/a/twice.h",
    "deps/b/twice.h",
    "deps/x/string.h",
    "deps/gen/include/gen/config.h.in",
    "deps/std/vector",
  ],
});

it.each([
  ["src/main.cpp", '"local.h"', ["src/local.h"]],
  ["src/main.cpp", '"net/socket.h"', ["src/net/socket.h"]],
  ["src/net/socket.cpp", '"../local.h"', ["src/local.h"]],
  ["src/net/socket.cpp", '"local.h"', ["src/local.h"]],
  ["src/net/socket.cpp", '"net/socket.h"', ["src/net/socket.h"]],
  ["src/main.cpp", '"shop/cart.h"', ["include/shop/cart.h"]],
  ["src/main.cpp", "<shop/cart.h>", ["include/shop/cart.h"]],
  ["src/main.cpp", "<version.h>", ["include/version.h"]],
  ["src/main.cpp", "<lua.h>", ["deps/lua/src/lua.h"]],
  ["src/main.cpp", '"lua/src/lua.h"', ["deps/lua/src/lua.h"]],
  ["src/main.cpp", '"twice.h"', []],
  ["src/main.cpp", '"a/twice.h"', ["deps/a/twice.h"]],
  ["src/main.cpp", '"gen/config.h"', ["deps/gen/include/gen/config.h.in"]],
  ["src/main.cpp", "<string.h>", []],
  ["src/main.cpp", "<vector>", []],
  ["src/main.cpp", '"../../outside.h"', []],
  ["src/main.cpp", '"/src/local.h"', []],
  ["src/main.cpp", '""', []],
])("%s includes %s", (from, wanted, expected) => {
  expect(resolve(from, wanted)).toEqual(expected);
});
