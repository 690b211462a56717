import { describe, expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const configDir = "$\u007BconfigDir}";

describe("relative paths", () => {
  const resolve = resolveInTestTree("typescript", {
    files: [
      "a/main.ts",
      "a/plain.ts",
      "a/view.tsx",
      "a/emitted.ts",
      "a/component.tsx",
      "a/module.mts",
      "a/old.cts",
      "a/typed.d.ts",
      "a/real.js",
      "a/real.ts",
      "a/data.json",
      "a/App.vue",
      "a/Page.svelte",
      "a/style.css",
      "a/folder/index.ts",
      "a/dotted.name.ts",
      "a/both.ts",
      "a/both/index.ts",
      "a/with-manifest/lib/start.ts",
      "index.ts",
      "src/index.ts",
    ],
    configs: { "a/with-manifest/package.json": { main: "lib/start.js" }, "package.json": { main: "dist/index.js" } },
  });
  it.each([
    ["./plain", ["a/plain.ts"]],
    ["./plain.ts", ["a/plain.ts"]],
    ["./view", ["a/view.tsx"]],
    ["./emitted.js", ["a/emitted.ts"]],
    ["./component.js", ["a/component.tsx"]],
    ["./component.jsx", ["a/component.tsx"]],
    ["./module.mjs", ["a/module.mts"]],
    ["./old.cjs", ["a/old.cts"]],
    ["./typed", ["a/typed.d.ts"]],
    ["./typed.js", ["a/typed.d.ts"]],
    ["./real.js", ["a/real.js"]],
    ["./data.json", ["a/data.json"]],
    ["./App.vue", ["a/App.vue"]],
    ["./Page.svelte", ["a/Page.svelte"]],
    ["./style.css?inline", ["a/style.css"]],
    ["./folder", ["a/folder/index.ts"]],
    ["./folder/", ["a/folder/index.ts"]],
    ["./folder/index.js", ["a/folder/index.ts"]],
    ["./dotted.name", ["a/dotted.name.ts"]],
    ["./both", ["a/both.ts"]],
    ["./both/", ["a/both/index.ts"]],
    ["./with-manifest", ["a/with-manifest/lib/start.ts"]],
    ["..", ["src/index.ts"]],
    ["../index", ["index.ts"]],
    ["../dist/index.js", ["src/index.ts"]],
    ["./main", []],
    ["./missing", []],
    ["../../outside", []],
    ["../../a/plain", []],
    ["/a/plain", []],
    ["node:fs", []],
    ["", []],
  ])("%s", (wanted, expected) => {
    expect(resolve("a/main.ts", wanted)).toEqual(expected);
  });
});

describe("tsconfig", () => {
  const resolve = resolveInTestTree("typescript", {
    files: [
      "app/src/main.ts",
      "app/src/lib/strings.ts",
      "app/src/lib/second.ts",
      "app/generated/api.ts",
      "app/special/exact.ts",
      "app/deep/long/target.ts",
      "base/shared/tools.ts",
      "leaf/own/here.ts",
      "leaf/main.ts",
      "vite/src/button.ts",
      "vite/src/main.ts",
      "no-config/src/thing.ts",
      "no-config/main.ts",
      "fresh/src/main.ts",
    ],
    configs: {
      "tsconfig.base.json": { compilerOptions: { paths: { "#root/*": ["app/src/lib/*"] } } },
      "base/tsconfig.json": {
        compilerOptions: { baseUrl: ".", paths: { "shared/*": ["shared/*"], "own/*": [`${configDir}/own/*`] } },
      },
      "app/tsconfig.json": `\uFEFF{
        // comment with "quotes" and a { brace
        "extends": "../base/tsconfig",
        "compilerOptions": { /* more */
          "baseUrl": "./src",
          "paths": { "@lib/*": ["missing/*", "lib/*", "../generated/*",], "exact": ["../special/exact.ts"],
            "@/*": ["nowhere/*"], "@/long/*": ["../deep/long/*"], "url": ["http://x//y"], },
        },
      }`,
      "leaf/tsconfig.json": { extends: ["../base/tsconfig.json"] },
      "vite/tsconfig.json": { files: [], references: [{ path: "./tsconfig.app.json" }] },
      "vite/tsconfig.app.json": { compilerOptions: { paths: { "~~/*": ["./src/*"] } } },
      "no-config/package.json": { name: "plain" },
      "fresh/tsconfig.json": "{ broken",
    },
  });
  it.each([
    ["app/src/main.ts", "@lib/strings", ["app/src/lib/strings.ts"]],
    ["app/src/main.ts", "@lib/api", ["app/generated/api.ts"]],
    ["app/src/main.ts", "exact", ["app/special/exact.ts"]],
    ["app/src/main.ts", "@/long/target", ["app/deep/long/target.ts"]],
    ["app/src/main.ts", "lib/second", ["app/src/lib/second.ts"]],
    ["app/src/main.ts", "url", []],
    ["app/src/main.ts", "#root/strings", ["app/src/lib/strings.ts"]],
    ["app/src/main.ts", "shared/tools", []],
    ["leaf/main.ts", "shared/tools", ["base/shared/tools.ts"]],
    ["leaf/main.ts", "own/here", ["leaf/own/here.ts"]],
    ["vite/src/main.ts", "~~/button", ["vite/src/button.ts"]],
    ["no-config/main.ts", "@/thing", ["no-config/src/thing.ts"]],
    ["fresh/src/main.ts", "#root/second", ["app/src/lib/second.ts"]],
  ])("%s imports %s", (from, wanted, expected) => {
    expect(resolve(from, wanted)).toEqual(expected);
  });
});

describe("packages of the tree", () => {
  const resolve = resolveInTestTree("typescript", {
    files: [
      "app/main.ts",
      "app/internal/db.ts",
      "app/internal/db.test.ts",
      "packages/core/src/index.ts",
      "packages/core/src/parse.ts",
      "packages/core/src/features/one.ts",
      "packages/core/src/hidden.ts",
      "packages/plain/lib/main.js",
      "packages/plain/tool.js",
      "packages/typed/index.js",
      "packages/typed/index.d.ts",
      "packages/source/source.ts",
      "packages/source/other.ts",
      "packages/config/strict.json",
      "packages/guessed/src/index.tsx",
      "fixtures/one/node_modules/react/index.js",
      "fixtures/one/main.js",
      "fixtures/core/index.ts",
      "fixtures/user/main.ts",
      "configured/main.ts",
      "configured/lib/a.ts",
    ],
    configs: {
      "app/package.json": {
        name: "app",
        imports: {
          "#db": { test: "./internal/db.test.ts", default: "./internal/db.js" },
          "#core": "@x/core",
          "#self": "#self",
        },
      },
      "packages/core/package.json": {
        name: "@x/core",
        exports: {
          ".": { types: "./dist/index.d.ts", import: "./dist/esm/index.mjs", default: "./dist/index.js" },
          "./parse": "./dist/parse.js",
          "./features/*": ["./dist/features/*.js"],
          "./package.json": "./package.json",
        },
      },
      "packages/plain/package.json": { name: "plain", main: "lib/main" },
      "packages/typed/package.json": { name: "typed", exports: { types: "./index.d.ts", default: "./index.js" } },
      "packages/source/package.json": {
        name: "source",
        exports: { ".": { import: "./other.ts", "@x/source": "./source.ts" } },
      },
      "packages/config/package.json": { name: "@x/config" },
      "packages/guessed/package.json": { name: "guessed", main: "build/bundle.js" },
      "fixtures/one/node_modules/react/package.json": { name: "react" },
      "fixtures/core/package.json": { name: "@x/core" },
      "fixtures/user/package.json": {},
      "configured/tsconfig.json": { extends: "@x/config/strict.json" },
      "packages/config/strict.json": { compilerOptions: { paths: { a: [`${configDir}/lib/a.ts`] } } },
    },
  });
  it.each([
    ["app/main.ts", "@x/core", ["packages/core/src/index.ts"]],
    ["app/main.ts", "@x/core/parse", ["packages/core/src/parse.ts"]],
    ["app/main.ts", "@x/core/features/one", ["packages/core/src/features/one.ts"]],
    ["app/main.ts", "@x/core/hidden", ["packages/core/src/hidden.ts"]],
    ["app/main.ts", "@x/core/package.json", ["packages/core/package.json"]],
    ["app/main.ts", "@x/core/../../app/internal/db", []],
    ["app/main.ts", "plain", ["packages/plain/lib/main.js"]],
    ["app/main.ts", "plain/tool", ["packages/plain/tool.js"]],
    ["app/main.ts", "typed", ["packages/typed/index.js"]],
    ["app/main.ts", "source", ["packages/source/source.ts"]],
    ["app/main.ts", "guessed", ["packages/guessed/src/index.tsx"]],
    ["app/main.ts", "#db", ["app/internal/db.test.ts"]],
    ["app/main.ts", "#core", ["packages/core/src/index.ts"]],
    ["app/main.ts", "#self", []],
    ["app/main.ts", "react", []],
    ["app/main.ts", "lodash", []],
    ["app/main.ts", "@x", []],
    ["fixtures/one/main.js", "react", ["fixtures/one/node_modules/react/index.js"]],
    ["fixtures/user/main.ts", "@x/core", ["fixtures/core/index.ts"]],
    ["packages/core/src/parse.ts", "@x/core", ["packages/core/src/index.ts"]],
    ["configured/main.ts", "a", ["configured/lib/a.ts"]],
  ])("%s imports %s", (from, wanted, expected) => {
    expect(resolve(from, wanted)).toEqual(expected);
  });
});

describe("hostile configuration", () => {
  it("ends for configurations that extend each other, and still uses them", () => {
    const resolve = resolveInTestTree("typescript", {
      files: ["a/x.ts", "main.ts"],
      configs: {
        "tsconfig.json": { extends: ["./b.json", "./tsconfig.json"] },
        "b.json": { extends: "./c.json" },
        "c.json": { extends: "./tsconfig.json", compilerOptions: { paths: { "@a/*": ["a/*"] } } },
      },
    });
    expect(resolve("main.ts", "@a/x")).toEqual(["a/x.ts"]);
  });
  it("takes ten thousand patterns and names of object members", () => {
    const paths = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`p${at}/*`, [`src/${at}/*`]]));
    const resolve = resolveInTestTree("typescript", {
      files: ["src/9999/x.ts", "main.ts"],
      configs: {
        "tsconfig.json": `{"compilerOptions": {"paths": ${JSON.stringify(paths)}, "__proto__": 1}, "__proto__": {"extends": 3}}`,
        "package.json":
          '{"name": "__proto__", "exports": {"__proto__": "./x"}, "imports": {"constructor": 1}, "main": 7}',
      },
    });
    expect(resolve("main.ts", "p9999/x")).toEqual(["src/9999/x.ts"]);
    for (const name of ["__proto__", "constructor", "toString", "__proto__/x", "#constructor", "#__proto__"])
      expect(resolve("main.ts", name)).toEqual([]);
  });
  it("does not leave the tree by targets, base directories and package mains", () => {
    const resolve = resolveInTestTree("typescript", {
      files: ["etc/passwd.ts", "x/main.ts"],
      configs: {
        "x/tsconfig.json": {
          compilerOptions: { baseUrl: "../..", paths: { a: ["../../../etc/passwd"], b: ["/etc/passwd"] } },
        },
        "x/p/package.json": { name: "p", main: "../../../etc/passwd", exports: { ".": "../../../../etc/passwd.ts" } },
      },
    });
    for (const name of ["a", "b", "p", "etc/passwd"]) expect(resolve("x/main.ts", name)).toEqual([]);
  });
});
