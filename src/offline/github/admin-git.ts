/** Seeds commits: what other people push, merge and delete. */
import { type ActArgs, type AdminAct, actAs, findPull } from "./admin-act.ts";
import { closeIssue, recordPush } from "./follow-heads.ts";
import { emailOf } from "./git-commits.ts";
import type { TreeChange } from "./objects.ts";
import type { World } from "./world.ts";

type SeedContent = string | Buffer | null | { content: string | Buffer; mode: string };
type Files = Record<string, SeedContent>;

const writeChanges = async (act: AdminAct, files: Files): Promise<TreeChange[]> => {
  const kept = Object.entries(files).flatMap(([path, file]) => {
    if (file === null) return [];
    const { content, mode } =
      typeof file === "string" || Buffer.isBuffer(file) ? { content: file, mode: "100644" } : file;
    return [{ path, mode, content: Buffer.from(content) }];
  });
  const shas = await act.objects.writeBlobs(kept.map(({ content }) => content));
  const removed = Object.keys(files).filter((path) => files[path] === null);
  return [
    ...kept.map(({ path, mode }, index) => ({ path, mode, sha: shas[index] ?? null })),
    ...removed.map((path) => ({ path, mode: "100644", sha: null })),
  ];
};

const personOf = (act: AdminAct) => ({ name: act.user.login, email: emailOf(act.user), date: act.now });

/** Writes one commit that lays `files` (null removes) over its parent; no ref moves. */
export const writeFiles = async (
  act: AdminAct,
  { parent, files, message }: { parent: string | null; files: Files; message: string },
): Promise<string> => {
  const base = parent === null ? null : ((await act.objects.readCommit(parent))?.tree ?? null);
  const tree = await act.objects.writeTree(base, await writeChanges(act, files));
  const person = personOf(act);
  return act.objects.writeCommit({
    tree,
    parents: parent === null ? [] : [parent],
    author: person,
    committer: person,
    message,
  });
};

export const gitActions = {
  /** Pushes one commit; a missing branch starts at `from` or at the default branch. Gives the new head. */
  pushCommit: async (
    world: World,
    args: ActArgs & { branch: string; files: Files; message?: string; from?: string },
  ): Promise<string> => {
    const act = actAs(world, args);
    const ref = `refs/heads/${args.branch}`;
    const before = act.references.all.get(ref) ?? null;
    const parent = before ?? act.references.all.get(`refs/heads/${args.from ?? act.repository.defaultBranch}`) ?? null;
    const sha = await writeFiles(act, { parent, files: args.files, message: args.message ?? "Push" });
    await act.references.move(ref, before, sha);
    recordPush(act);
    return sha;
  },

  /** Points a branch anywhere, as a force push does; null deletes it. */
  setBranch: async (world: World, args: ActArgs & { branch: string; sha: string | null }): Promise<void> => {
    const act = actAs(world, args);
    const ref = `refs/heads/${args.branch}`;
    await act.references.move(ref, act.references.all.get(ref) ?? null, args.sha);
    recordPush(act);
  },

  /** Merges by a merge commit with the head's tree on top of the base; meant for heads that contain the base. */
  mergePull: async (world: World, args: ActArgs & { number: number }): Promise<string> => {
    const act = actAs(world, args);
    const issue = findPull(act.repository, args.number);
    const { pull } = issue;
    const ref = `refs/heads/${pull.base.ref}`;
    const base = act.references.all.get(ref);
    const head = await act.objects.readCommit(pull.headSha);
    if (base === undefined || head === null)
      throw new Error(`Pull request ${args.number} has no base branch or no head.`);
    if (!(await act.objects.isAncestor(base, head.sha)))
      throw new Error(`The head of ${args.number} lacks commits of ${pull.base.ref}.`);
    const person = personOf(act);
    const message = `Merge pull request #${args.number} from ${pull.head.owner}/${pull.head.ref}\n\n${issue.title}`;
    const sha = await act.objects.writeCommit({
      tree: head.tree,
      parents: [base, head.sha],
      author: person,
      committer: person,
      message,
    });
    await act.references.move(ref, base, sha);
    pull.mergedAt = act.now;
    pull.mergeSha = sha;
    closeIssue(act, issue, "merged");
    recordPush(act);
    return sha;
  },
};
