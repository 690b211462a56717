/** Refs: looking up, creating, moving forward, deleting; and what a move means for pull requests. */
import { created, type Handlers, noContent, ok, type RepositoryCall, requireText } from "./call.ts";
import { recordPush } from "./follow-heads.ts";
import { invalid, notFound, unprocessable } from "./refusal.ts";
import { repositoryUrl } from "./render-repository.ts";
import { nodeId } from "./render-user.ts";

const renderRef = async (call: RepositoryCall, name: string, sha: string) => {
  const base = `${repositoryUrl(call, call.repository)}/git`;
  const type = (await call.objects.read(sha))?.type ?? "commit";
  return {
    ref: name,
    node_id: nodeId("Ref", `${call.repository.id}:${name}`),
    url: `${base}/${name.split("/").map(encodeURIComponent).join("/")}`,
    object: { sha, type, url: `${base}/${type}s/${sha}` },
  };
};

const existing = (call: RepositoryCall): { name: string; sha: string } | null => {
  const name = `refs/${call.params.ref}`;
  const sha = call.refs.get(name);
  return sha === undefined ? null : { name, sha };
};

const requireCommit = async (call: RepositoryCall): Promise<string> => {
  const sha = requireText(call, "Reference", "sha");
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw unprocessable("The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
  const object = await call.objects.read(sha);
  if (object === null) throw unprocessable("Object does not exist");
  if (object.type !== "commit") throw unprocessable("Reference update failed");
  return sha;
};

export const refHandlers = {
  "git/list-matching-refs": async (call) => {
    const prefix = `refs/${call.params.ref}`;
    const names = [...call.refs].filter(([name]) => name.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    const rendered = [];
    for (const [name, sha] of names) rendered.push(await renderRef(call, name, sha));
    return ok(rendered);
  },
  "git/get-ref": async (call) => {
    const found = existing(call);
    if (found === null) throw notFound();
    return ok(await renderRef(call, found.name, found.sha));
  },
  "git/create-ref": async (call) => {
    const name = requireText(call, "Reference", "ref");
    if (!/^refs\/[^/]+\/./.test(name) || !(await call.references.isValidName(name))) {
      throw unprocessable(`${name} is not a valid ref name.`);
    }
    const sha = await requireCommit(call);
    if (call.refs.has(name)) throw unprocessable("Reference already exists");
    // Git keeps refs as paths: a ref cannot be a folder of another one.
    const isBlocked = [...call.refs.keys()].some(
      (other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`),
    );
    if (isBlocked) throw unprocessable("Reference update failed");
    await call.references.move(name, null, sha);
    recordPush(call);
    return created(await renderRef(call, name, sha));
  },
  "git/update-ref": async (call) => {
    const found = existing(call);
    if (found === null) throw unprocessable("Reference does not exist");
    const sha = await requireCommit(call);
    if (call.body.force !== true && !(await call.objects.isAncestor(found.sha, sha))) {
      throw unprocessable("Update is not a fast forward");
    }
    await call.references.move(found.name, found.sha, sha);
    recordPush(call);
    return ok(await renderRef(call, found.name, sha));
  },
  "git/delete-ref": async (call) => {
    const found = existing(call);
    if (found === null) throw unprocessable("Reference does not exist");
    if (found.name === `refs/heads/${call.repository.defaultBranch}`) {
      throw invalid({ resource: "Reference", code: "custom", message: "Cannot delete the default branch" });
    }
    await call.references.move(found.name, found.sha, null);
    recordPush(call);
    return noContent;
  },
} satisfies Partial<Handlers>;
