import { describe, expect, test } from "vitest";
import { checkLayers, renderFault } from "./check-layers.ts";
import { findCycles } from "./find-cycles.ts";
import { layerTable } from "./layer-table.ts";

const faultsOf = (files: Record<string, string>) =>
  checkLayers(Object.entries(files).map(([path, text]) => ({ path, text }))).map(renderFault);

const importing = (path: string, specifier: string) => faultsOf({ [path]: `import { x } from "${specifier}";\n` });

describe("the import table", () => {
  test.each(Object.entries(layerTable))("%s may import itself, domain and its row", (folder, row) => {
    for (const target of new Set([folder, "domain", ...row])) {
      expect(importing(`src/${folder}/a.ts`, `../${target}/b.ts`)).toEqual([]);
    }
  });

  test.each(Object.entries(layerTable))("%s may import no other folder", (folder, row) => {
    const forbidden = [...Object.keys(layerTable), "cli"].filter(
      (target) => target !== folder && target !== "domain" && !row.includes(target),
    );
    for (const target of forbidden) {
      expect(importing(`src/${folder}/a.ts`, `../${target}/b.ts`)).toHaveLength(1);
    }
  });

  test("keeps the trust levels apart", () => {
    expect(layerTable.work).not.toContain("github");
    expect(layerTable.publish).not.toContain("model");
    expect(layerTable.publish).not.toContain("sandbox");
    expect(Object.entries(layerTable).filter(([, row]) => row.includes("offline"))).toEqual([]);
  });

  test("has no cycle itself", () => {
    const rows = Object.entries(layerTable).map(
      ([folder, row]) => [folder, row.map((target) => ({ target, line: 1 }))] as const,
    );
    expect(findCycles(new Map(rows))).toEqual([]);
  });

  test("names file, line, both sides and what is allowed", () => {
    const text = '/** Runs. */\nimport { ok } from "../domain/result.ts";\nimport { get } from "../github/rest.ts";\n';
    expect(faultsOf({ "src/checks/sbom.ts": text })).toEqual([
      "src/checks/sbom.ts:3  checks may not import github/rest.ts (allowed: checks, domain, config, sandbox, telemetry, integrity)",
    ]);
  });

  test("judges files in deeper folders by their first folder", () => {
    expect(importing("src/work/stages/plan.ts", "../../model/model.ts")).toEqual([]);
    expect(importing("src/work/stages/plan.ts", "../../github/rest.ts")).toHaveLength(1);
  });

  test("lets entry points and cli import everything, and nobody import them", () => {
    for (const path of ["src/cli.ts", "src/action.ts"]) expect(importing(path, "./offline/world.ts")).toEqual([]);
    expect(importing("src/cli/demo.ts", "../offline/world.ts")).toEqual([]);
    expect(importing("src/work/a.ts", "../cli.ts")).toHaveLength(1);
    expect(importing("src/work/a.ts", "../cli/demo.ts")).toHaveLength(1);
  });
});

describe("other rules", () => {
  test("a path outside src is refused, but a composer may read package.json", () => {
    expect(importing("src/work/a.ts", "../../scripts/b.ts")).toEqual([
      "src/work/a.ts:1  work/a.ts may not import scripts/b.ts (allowed: files below src)",
    ]);
    expect(importing("src/cli.ts", "../scripts/b.ts")).toHaveLength(1);
    expect(importing("src/work/a.ts", "/etc/passwd")).toHaveLength(1);
    expect(importing("src/work/a.ts", "../../package.json")).toHaveLength(1);
    expect(importing("src/cli/version.ts", "../../package.json")).toEqual([]);
  });

  test("domain imports zod and nothing else that is installed or built in", () => {
    expect(importing("src/domain/a.ts", "zod")).toEqual([]);
    expect(importing("src/domain/a.ts", "node:path")).toHaveLength(1);
    expect(importing("src/domain/a.ts", "yaml")).toHaveLength(1);
    expect(importing("src/config/a.ts", "yaml")).toEqual([]);
  });

  test("the write client is for publish", () => {
    const specifier = "../github/write-client.ts";
    expect(importing("src/publish/a.ts", specifier)).toEqual([]);
    expect(importing("src/github/a.ts", specifier)).toEqual([]);
    expect(importing("src/cli/publish.ts", specifier)).toEqual([]);
    expect(importing("src/supervise/a.ts", specifier)).toEqual([
      "src/supervise/a.ts:1  supervise may not import github/write-client.ts (allowed: publish, cli and the entry points)",
    ]);
  });

  test.each(["utils", "helpers", "common", "types"])("no folder is called %s", (folder) => {
    expect(faultsOf({ [`src/work/${folder}/a.ts`]: "" })).toHaveLength(1);
    expect(faultsOf({ [`src/${folder}/a.test.ts`]: "" })).toHaveLength(1);
  });

  test("index.ts, a file without a folder and a folder without a row are refused", () => {
    expect(faultsOf({ "src/work/index.ts": "" })).toHaveLength(1);
    expect(faultsOf({ "src/stray.ts": "" })).toHaveLength(1);
    expect(faultsOf({ "src/newroom/a.ts": "" })).toEqual([
      "src/newroom/a.ts:1  the folder newroom has no row in scripts/layer-table.ts",
    ]);
  });

  test("an import cycle is shown as a way", () => {
    expect(
      faultsOf({
        "src/work/a.ts": 'import type { B } from "./b.ts";\n',
        "src/work/b.ts": 'import { c } from "./stages/c.ts";\n',
        "src/work/stages/c.ts": 'import { a } from "../a.ts";\n',
      }),
    ).toEqual(["src/work/a.ts:1  import cycle: work/a.ts → work/b.ts → work/stages/c.ts → work/a.ts"]);
  });

  test.each([
    "export const key = process.env.KEY;",
    'import { env } from "node:process";',
    "const { env } = process;",
    'console.log("x");',
  ])("%s is refused outside cli and entry points", (text) => {
    expect(faultsOf({ "src/work/a.ts": `\n${text}\n` })).toHaveLength(1);
    expect(faultsOf({ "src/work/a.ts": `\n${text}\n` })[0]).toMatch(/^src\/work\/a\.ts:2 {2}/);
    expect(faultsOf({ "src/cli/a.ts": text, "src/cli.ts": text, "src/action.ts": text })).toEqual([]);
  });

  test("comments about the environment are fine, and so is another object of that name", () => {
    expect(faultsOf({ "src/work/a.ts": "/** Never process.env. */\nio.console.log(1); // not console.log\n" })).toEqual(
      [],
    );
  });
});

describe("the outgoing door", () => {
  test.each([
    'process.stdout.write("x");',
    'process . stderr.write("x");',
    "const { stdout } = process;",
    'import { stderr } from "node:process";',
  ])("%s is refused everywhere but in the host", (text) => {
    for (const path of ["src/work/a.ts", "src/cli/a.ts", "src/cli.ts"])
      expect(faultsOf({ [path]: `\n${text}\n` })[0]).toContain(`${path}:2  raw process output is not allowed`);
    expect(faultsOf({ "src/cli/create-host.ts": text })).toEqual([]);
  });

  test.each(["@octokit/rest", "octokit", "@octokit/core"])("%s is refused outside github", (name) => {
    const text = `import { Octokit } from "${name}";\n`;
    for (const path of ["src/publish/a.ts", "src/cli/a.ts", "src/work/a.ts"])
      expect(faultsOf({ [path]: text })).toEqual([
        `${path}:1  ${path.slice(4)} may not import ${name} (allowed: github)`,
      ]);
    expect(faultsOf({ "src/github/a.ts": text })).toEqual([]);
  });
});

describe("test code", () => {
  test("is not judged", () => {
    const text = 'import { x } from "../github/write-client.ts";\nconsole.log(process.env.HOME);\n';
    const paths = ["src/domain/a.test.ts", "src/domain/a.fixture.ts", "src/domain/fixtures/a.ts"];
    expect(faultsOf(Object.fromEntries(paths.map((path) => [path, text])))).toEqual([]);
  });

  test("may not be imported by source files, which would hide their imports", () => {
    expect(importing("src/work/a.ts", "./fixtures/b.ts")).toHaveLength(1);
    expect(importing("src/work/a.ts", "./b.test.ts")).toHaveLength(1);
    expect(importing("src/cli/a.ts", "../work/b.fixture.ts")).toHaveLength(1);
  });
});

test("files outside src and files of other kinds are left alone", () => {
  expect(faultsOf({ "scripts/utils/index.ts": 'import "../src/cli.ts";', "src/work/a.md": "console.log" })).toEqual([]);
});
