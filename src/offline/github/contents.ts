/** Files and folders at a ref. */

import { encodeContent } from "./blobs.ts";
import { created, type Handlers, ok, type RepositoryCall, requireText } from "./call.ts";
import { recordPush } from "./follow-heads.ts";
import { emailOf, renderGitCommit } from "./git-commits.ts";
import type { TreeEntry } from "./git-formats.ts";
import { notFound, Refusal, unprocessable } from "./refusal.ts";
import { fullName, repositoryUrl } from "./render-repository.ts";
import { resolveCommit } from "./resolve-commit.ts";

const renderEntry = (call: RepositoryCall, entry: TreeEntry, ref: string) => {
  const base = repositoryUrl(call, call.repository);
  const html = `${call.url}/${fullName(call.repository)}`;
  const path = entry.path.split("/").map(encodeURIComponent).join("/");
  const isFolder = entry.type === "tree";
  const url = `${base}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${base}/git/${isFolder ? "trees" : "blobs"}/${entry.sha}`;
  const htmlUrl = `${html}/${isFolder ? "tree" : "blob"}/${encodeURIComponent(ref)}/${path}`;
  return {
    name: entry.path.slice(entry.path.lastIndexOf("/") + 1),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url,
    html_url: htmlUrl,
    git_url: gitUrl,
    download_url: isFolder ? null : `${html}/raw/${encodeURIComponent(ref)}/${path}`,
    type: isFolder ? "dir" : entry.type === "commit" ? "submodule" : entry.mode === "120000" ? "symlink" : "file",
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
};

const readRoot = async (call: RepositoryCall, ref: string): Promise<TreeEntry[]> => {
  const sha = await resolveCommit(call, ref);
  if (sha === null) throw notFound(`No commit found for the ref ${ref}`);
  const commit = await call.objects.readCommit(sha);
  return (commit && (await call.objects.readTree(commit.tree, true))) ?? [];
};

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

export const contentHandlers = {
  "repos/get-content": async (call) => {
    const ref = call.query.ref ?? call.repository.defaultBranch;
    const path = (call.params.path ?? "").replace(/\/+$/, "");
    const entries = await readRoot(call, ref);
    const entry = entries.find((candidate) => candidate.path === path);
    if (path !== "" && entry === undefined) throw notFound();
    if (entry === undefined || entry.type === "tree") {
      return ok(entries.filter((child) => parentOf(child.path) === path).map((child) => renderEntry(call, child, ref)));
    }
    const bytes = (await call.objects.read(entry.sha))?.bytes ?? Buffer.alloc(0);
    const rendered = renderEntry(call, entry, ref);
    if (entry.mode === "120000") return ok({ ...rendered, target: bytes.toString("utf8") });
    // Above one megabyte GitHub leaves the content out and expects the blob to be asked for.
    const isLarge = bytes.length > 1_000_000;
    return ok({ ...rendered, content: isLarge ? "" : encodeContent(bytes), encoding: isLarge ? "none" : "base64" });
  },
  "repos/create-or-update-file-contents": async (call) => {
    const path = call.params.path ?? "";
    const message = requireText(call, "Commit", "message");
    const content = Buffer.from(requireText(call, "Commit", "content"), "base64");
    const branch = typeof call.body.branch === "string" ? call.body.branch : call.repository.defaultBranch;
    const head = call.refs.get(`refs/heads/${branch}`);
    if (head === undefined) throw notFound(`Branch ${branch} not found`);
    const before = (await readRoot(call, branch)).find((entry) => entry.path === path);
    if (before !== undefined && call.body.sha === undefined)
      throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.');
    if (before?.sha !== call.body.sha) throw new Refusal(409, `${path} does not match ${String(call.body.sha)}`);
    const base = (await call.objects.readCommit(head))?.tree ?? null;
    const change = { path, mode: before?.mode ?? "100644", sha: await call.objects.writeBlob(content) };
    const tree = await call.objects.writeTree(base, [change]);
    const person = { name: call.user.login, email: emailOf(call.user), date: call.now };
    const sha = await call.objects.writeCommit({ tree, parents: [head], author: person, committer: person, message });
    await call.references.move(`refs/heads/${branch}`, head, sha);
    recordPush(call);
    const commit = await call.objects.readCommit(sha);
    if (commit === null) throw new Error(`Commit ${sha} was written but cannot be read.`);
    const entry: TreeEntry = { ...change, type: "blob", size: content.length };
    const body = { content: renderEntry(call, entry, branch), commit: renderGitCommit(call, commit) };
    return before === undefined ? created(body) : ok(body);
  },
} satisfies Partial<Handlers>;
