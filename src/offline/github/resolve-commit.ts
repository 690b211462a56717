/** Finds the commit that a branch, a tag, a full ref or a SHA names. */
import type { RepositoryCall } from "./call.ts";

/** The SHA, or null when nothing has that name. Abbreviated SHAs are not understood. */
export const resolveCommit = async (call: RepositoryCall, name: string): Promise<string | null> => {
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name]) {
    const sha = call.refs.get(ref);
    if (sha !== undefined) return sha;
  }
  return (await call.objects.readCommit(name)) === null ? null : name;
};
