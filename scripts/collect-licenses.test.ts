import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { collectLicenses, packageFolders } from "./collect-licenses.ts";

const roots: string[] = [];

const createRoot = async (files: Record<string, string>): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), "licenses-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return `${root}/`;
};

afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true });
});

test("packageFolders finds the innermost package of each module, once", () => {
  expect(
    packageFolders([
      "src/cli.ts",
      "node_modules/zod/v4/index.js",
      "node_modules/zod/index.js",
      "node_modules/@octokit/rest/dist/index.js",
      "node_modules/a/node_modules/b/index.js",
      "node_modules\\yaml\\index.js",
    ]),
  ).toEqual(["node_modules/@octokit/rest", "node_modules/a/node_modules/b", "node_modules/yaml", "node_modules/zod"]);
});

test("collectLicenses joins name, version, license and texts", async () => {
  const root = await createRoot({
    "node_modules/b/package.json": '{"name":"b","version":"2.0.0","license":"Apache-2.0"}',
    "node_modules/b/LICENSE.md": "Apache text\n",
    "node_modules/b/NOTICE": "Notice of b\n",
    "node_modules/a/package.json": '{"name":"a","version":"1.0.0"}',
  });
  const text = await collectLicenses(root, ["node_modules/b/x.js", "node_modules/a/x.js"]);
  expect(text.split("\n")).toEqual([
    "a 1.0.0 (no license named)",
    "",
    "-".repeat(80),
    "",
    "b 2.0.0 (Apache-2.0)",
    "",
    "Apache text",
    "",
    "Notice of b",
    "",
  ]);
});
