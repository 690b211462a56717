/** Seeds repositories, forks and their settings. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { actAs, findRepository, findUser } from "./admin-act.ts";
import { writeFiles } from "./admin-git.ts";
import { createLabel } from "./edit-issue.ts";
import type { Repository, RepositorySettings, Role } from "./state.ts";
import type { World } from "./world.ts";

export type NewRepository = {
  owner: string;
  name: string;
  private?: boolean;
  defaultBranch?: string;
  /** Path → text of the first commit. */
  files?: Record<string, string>;
  /** A folder whose files are added to the first commit; `.git` is left out. */
  directory?: string;
  message?: string;
  roles?: Record<string, Role>;
  labels?: string[];
  settings?: Partial<RepositorySettings>;
};

type SeedFile = { content: string | Buffer; mode: string };

const readFolder = async (directory: string): Promise<Record<string, SeedFile>> => {
  const files: Record<string, SeedFile> = {};
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(directory.replace(/\/*$/, "/").length);
    if (!entry.isFile() || path.split("/").includes(".git")) continue;
    const isExecutable = ((await stat(full)).mode & 0o100) !== 0;
    files[path] = { content: await readFile(full), mode: isExecutable ? "100755" : "100644" };
  }
  return files;
};

const emptyRepository = (world: World, args: NewRepository, parentId: number | null): Repository => ({
  id: world.nextId(),
  owner: findUser(world, args.owner).login,
  name: args.name,
  private: args.private ?? false,
  defaultBranch: args.defaultBranch ?? "main",
  parentId,
  createdAt: world.now(),
  pushedAt: world.now(),
  settings: { actionsMayCreatePulls: true, draftsAllowed: true, botPushes: "nothing", ...args.settings },
  roles: { ...args.roles },
  labels: [],
  issues: [],
  checkSuites: [],
  checkRuns: [],
  statuses: [],
  workflows: [],
  workflowRuns: [],
  deployments: [],
  codeAnalyses: null,
  dispatches: [],
});

export const repositoryActions = {
  /** Makes the repository with one commit by its owner, dated by the clock; gives ids that the product will see. */
  createRepository: async (world: World, args: NewRepository): Promise<{ id: number; sha: string }> => {
    const repository = emptyRepository(world, args, null);
    await world.openRepository(repository);
    world.state.repositories.push(repository);
    const act = actAs(world, { repository: `${repository.owner}/${repository.name}`, as: args.owner });
    for (const label of args.labels ?? []) createLabel(act, label);
    const folder = args.directory === undefined ? {} : await readFolder(args.directory);
    const sha = await writeFiles(act, {
      parent: null,
      files: { ...folder, ...args.files },
      message: args.message ?? "Initial commit",
    });
    await act.references.move(`refs/heads/${repository.defaultBranch}`, null, sha);
    return { id: repository.id, sha };
  },

  /** Makes a fork with its parent's branches; its objects are shared, as on GitHub. */
  forkRepository: async (
    world: World,
    args: { repository: string; owner: string; name?: string },
  ): Promise<{ id: number }> => {
    const parent = findRepository(world, args.repository);
    const { defaultBranch, name } = parent;
    const fork = emptyRepository(world, { owner: args.owner, name: args.name ?? name, defaultBranch }, parent.id);
    await world.openRepository(fork);
    world.state.repositories.push(fork);
    for (const [ref, sha] of world.referencesOf(parent).all) {
      if (ref.startsWith("refs/heads/")) await world.referencesOf(fork).move(ref, null, sha);
    }
    return { id: fork.id };
  },

  changeSettings: (
    world: World,
    { repository, ...settings }: { repository: string } & Partial<RepositorySettings>,
  ): void => {
    Object.assign(findRepository(world, repository).settings, settings);
  },
};
