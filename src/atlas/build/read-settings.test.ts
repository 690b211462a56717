import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listTree, type TrackedFile } from "../scan/list-tree.ts";
import { createRepositories, type GitRepository } from "./git-repository.fixture.ts";
import { readSettings } from "./read-settings.ts";

const repositories = createRepositories();
let repository: GitRepository;
let tracked: TrackedFile[];

beforeAll(async () => {
  repository = repositories.create();
  const commit = repository.commit({
    "package.json": "{}",
    "tsconfig.json": '{ "extends": ["./base.json", "./credentials.json"] }',
    "base.json": "{}",
    "credentials.json": '{ "password": "canary" }',
    "other.json": "{}",
  });
  ({ files: tracked } = await listTree(repository.gitDir, commit));
});
afterAll(repositories.remove);

describe("readSettings", () => {
  it("reads what compiler settings go on in, but never what may hold secrets", async () => {
    const settings = await readSettings(repository.gitDir, tracked);
    expect([...settings.keys()].sort()).toEqual(["base.json", "package.json", "tsconfig.json"]);
  });

  it("reads those nearest the root where there are too many", async () => {
    const own = tracked.find(({ path }) => path === "package.json") as TrackedFile;
    const many = Array.from({ length: 6_000 }, (_, i) => ({ ...own, path: `apps/a${i}/package.json` }));
    const settings = await readSettings(repository.gitDir, [...many, own]);
    expect(settings.size).toBe(5_000);
    expect(settings.get("package.json")).toBe("{}");
  });
});
