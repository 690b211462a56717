/** The state, the git repositories and the clock together, with the snapshot that stale answers are given from. */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { git } from "../../git/run-git.ts";
import { createObjects, type Objects } from "./objects.ts";
import { openReferences, type References } from "./references.ts";
import type { Repository, State } from "./state.ts";
import { openStateFile } from "./state-file.ts";

type Refs = ReadonlyMap<string, string>;

/** What a request sees: the present, or for a stale answer the past. */
export type Snapshot = { state: State; refsOf: (repositoryId: number) => Refs };

export type World = {
  state: State;
  now: () => string;
  nextId: () => number;
  objectsOf: (repository: Repository) => Objects;
  referencesOf: (repository: Repository) => References;
  /** Makes the git directory, or for a fork the place in that of its parent. */
  openRepository: (repository: Repository) => Promise<void>;
  present: () => Snapshot;
  /** The world before the last mutation. */
  past: () => Snapshot;
  /** Runs one request or seed action at a time. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** The same for what may change something: it is saved when this resolves, also when the work throws. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
};

/** ISO 8601 in UTC without milliseconds, as GitHub writes times. */
export const formatTime = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

export const openWorld = async (dir: string, clock: () => Date): Promise<World> => {
  const file = openStateFile(dir);
  const { state } = file;
  const objects = new Map<number, Objects>();
  const references = new Map<number, References>();
  const rootId = (repository: Repository) => repository.parentId ?? repository.id;
  const known = <T>(map: Map<number, T>, id: number): T => {
    const found = map.get(id);
    if (found === undefined) throw new Error(`Repository ${id} has no git directory in ${dir}.`);
    return found;
  };

  const openRepository = async (repository: Repository): Promise<void> => {
    const root = rootId(repository);
    const gitDir = join(dir, `${root}.git`);
    if (!objects.has(root)) {
      if (!existsSync(join(gitDir, "HEAD"))) {
        await mkdir(gitDir, { recursive: true });
        await git(["init", "--quiet", "--bare", "--template=", `--initial-branch=${repository.defaultBranch}`], {
          gitDir,
        });
      }
      objects.set(root, createObjects(gitDir));
    }
    const place = root === repository.id ? "refs/" : `refs/forks/${repository.id}/`;
    references.set(repository.id, await openReferences(gitDir, place));
  };
  for (const repository of state.repositories) await openRepository(repository);

  const freezeRefs = () => new Map([...references].map(([id, { all }]) => [id, all] as const));
  const none: Refs = new Map();
  let past = { text: file.text, refs: freezeRefs() };
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn: World["inTurn"] = (work) => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };

  return {
    state,
    now: () => formatTime(clock()),
    nextId: () => state.nextId++,
    objectsOf: (repository) => known(objects, rootId(repository)),
    referencesOf: (repository) => known(references, repository.id),
    openRepository,
    present: () => ({ state, refsOf: (id) => references.get(id)?.all ?? none }),
    past: () => ({ state: JSON.parse(past.text), refsOf: (id) => past.refs.get(id) ?? none }),
    inTurn,
    exclusively: (work) =>
      inTurn(async () => {
        const before = { text: file.text, refs: freezeRefs() };
        try {
          return await work();
        } finally {
          const moved = [...references].some(([id, { all }]) => before.refs.get(id) !== all);
          if (file.save() || moved) past = before;
        }
      }),
  };
};
