import { describe, expect, test } from "vitest";
import { pointToSource } from "./keep-source-places.ts";

const places = {
  shipped: ["package.json", "prompts", "README.md"],
  entries: new Map([["src/jobs/worker.ts", "worker.mjs"]]),
};

describe("pointToSource", () => {
  test("points to the source file from dist/", () => {
    expect(pointToSource('read(new URL("../prompts/", import.meta.url));', "src/cli.ts", places)).toBe(
      'read(new URL("../prompts/", new URL("../src/cli.ts", import.meta.url).href));',
    );
  });

  test("the rewritten address is the one that the source had", () => {
    const text = pointToSource("import.meta.url", "src/roles/a.ts", places);
    expect(text).toBe('new URL("../src/roles/a.ts", import.meta.url).href');
    const place = new URL("../src/roles/a.ts", "file:///package/dist/draftsmith.mjs").href;
    expect(new URL("../../prompts/x.md", place).pathname).toBe("/package/prompts/x.md");
  });

  test.each(["../prompts/a.md", "../prompts/", "../package.json", "../README.md", "../"])("accepts %s", (target) => {
    expect(() => pointToSource(`new URL("${target}", import.meta.url)`, "src/cli.ts", places)).not.toThrow();
  });

  test.each(["./worker.ts", "../prompts-old/a.md", "../../elsewhere"])(
    "refuses %s, which the package lacks",
    (target) => {
      expect(() => pointToSource(`new URL("${target}", import.meta.url)`, "src/cli.ts", places)).toThrow(
        /^src\/cli\.ts reads .* not in the package/,
      );
    },
  );

  test("refuses the forms that the bundle does not keep", () => {
    expect(() => pointToSource("import.meta.dirname", "src/cli.ts", places)).toThrow(/import\.meta\.url/);
    expect(() => pointToSource("import.meta.filename", "src/cli.ts", places)).toThrow(/import\.meta\.url/);
  });

  test("an entry is found in dist/, and packages are looked up from there", () => {
    const text =
      'new Worker(new URL("./worker.ts", import.meta.url)); createRequire(import.meta.url)(import.meta.url);';
    expect(pointToSource(text, "src/jobs/start.ts", places)).toBe(
      'new Worker(new URL("./worker.mjs", import.meta.url)); ' +
        'createRequire(import.meta.url)(new URL("../src/jobs/start.ts", import.meta.url).href);',
    );
  });

  test("leaves import.meta.main alone", () => {
    expect(pointToSource("if (import.meta.main) run();", "src/cli.ts", places)).toBe("if (import.meta.main) run();");
  });
});
