/** Git trees: reading one level or all, and laying entries over a base tree. */
import { created, type Handlers, ok, type RepositoryCall } from "./call.ts";
import type { TreeEntry } from "./git-formats.ts";
import type { TreeChange } from "./objects.ts";
import { invalid, notFound, unprocessable } from "./refusal.ts";
import { repositoryUrl } from "./render-repository.ts";
import { resolveCommit } from "./resolve-commit.ts";

const modes = new Set(["100644", "100755", "040000", "160000", "120000"]);

const renderTree = (call: RepositoryCall, sha: string, entries: TreeEntry[]) => {
  const base = `${repositoryUrl(call, call.repository)}/git`;
  const tree = entries.map(({ path, mode, type, sha: entrySha, size }) => ({
    path,
    mode,
    type,
    sha: entrySha,
    ...(size === null ? {} : { size }),
    ...(type === "commit" ? {} : { url: `${base}/${type}s/${entrySha}` }),
  }));
  return { sha, url: `${base}/trees/${sha}`, tree, truncated: false };
};

type Entry = TreeChange & { content?: string };

/** One entry of a request → what changes, with inline content not yet written. */
const decodeEntry = async (call: RepositoryCall, entry: unknown): Promise<Entry> => {
  if (typeof entry !== "object" || entry === null) throw invalid({ resource: "Tree", code: "invalid", field: "tree" });
  const { path, mode = "100644", sha, content } = entry as Record<string, unknown>;
  if (typeof path !== "string" || path === "") throw unprocessable("tree.path is missing");
  const isMalformed = path
    .split("/")
    .some((part) => part === "" || part === "." || part === ".." || part.toLowerCase() === ".git");
  if (isMalformed) throw unprocessable("tree.path contains a malformed path component");
  if (typeof mode !== "string" || !modes.has(mode))
    throw unprocessable("tree.mode is not one of 100644, 100755, 040000, 160000, 120000");
  if (sha === null && content === undefined) return { path, mode, sha: null };
  if (typeof content === "string") {
    if (sha !== undefined) throw unprocessable("Must supply either tree.sha or tree.content, not both");
    return { path, mode, sha: null, content };
  }
  if (typeof sha !== "string") throw unprocessable("Must supply either tree.sha or tree.content");
  const found = mode === "160000" ? { type: "commit" } : await call.objects.read(sha);
  if (found === null) throw unprocessable(`tree.sha ${sha} is not a valid object`);
  if (found.type !== (mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob")) {
    throw unprocessable(`tree.sha ${sha} is a ${found.type}, which does not fit mode ${mode}`);
  }
  return { path, mode, sha };
};

const writeContents = async (call: RepositoryCall, entries: Entry[]): Promise<TreeChange[]> => {
  const texts = entries.flatMap(({ content }) => (content === undefined ? [] : [Buffer.from(content, "utf8")]));
  const shas = (await call.objects.writeBlobs(texts)).values();
  return entries.map(({ path, mode, sha, content }) => ({
    path,
    mode,
    sha: content === undefined ? sha : (shas.next().value ?? null),
  }));
};

/** A tree is asked for by its own SHA, by a commit or by a branch. */
const findTree = async (call: RepositoryCall, name: string): Promise<string | null> => {
  if ((await call.objects.read(name))?.type === "tree") return name;
  const commit = await resolveCommit(call, name);
  return commit === null ? null : ((await call.objects.readCommit(commit))?.tree ?? null);
};

export const treeHandlers = {
  "git/create-tree": async (call) => {
    if (!Array.isArray(call.body.tree)) throw invalid({ resource: "Tree", code: "missing_field", field: "tree" });
    const base = call.body.base_tree;
    const baseSha = typeof base === "string" ? await findTree(call, base) : null;
    if (typeof base === "string" && baseSha === null) throw notFound();
    const entries: Entry[] = [];
    for (const entry of call.body.tree) entries.push(await decodeEntry(call, entry));
    const changes = await writeContents(call, entries);
    const removed = changes.filter(({ sha }) => sha === null);
    if (removed.length > 0) {
      const known = baseSha === null ? [] : ((await call.objects.readTree(baseSha, true)) ?? []);
      const paths = new Set(known.map(({ path }) => path));
      // GitHub refuses to delete what is not there.
      if (removed.some(({ path }) => !paths.has(path))) throw unprocessable("GitRPC::BadObjectState");
    }
    const sha = await call.objects.writeTree(baseSha, changes);
    return created(renderTree(call, sha, (await call.objects.readTree(sha, false)) ?? []));
  },
  "git/get-tree": async (call) => {
    const sha = await findTree(call, call.params.tree_sha ?? "");
    const entries = sha === null ? null : await call.objects.readTree(sha, call.query.recursive !== undefined);
    if (sha === null || entries === null) throw notFound();
    return ok(renderTree(call, sha, entries));
  },
} satisfies Partial<Handlers>;
