/** Our engine in this process, on the case's tree in memory. */
import { applyReply } from "../../../src/patch/apply-reply.ts";
import { bytesOf, type Case, type Tree } from "../case.ts";
import { type Answer, snapshotOf, stamp } from "../judge.ts";
import type { Engine } from "./engine.ts";

const isLink = ({ mode }: Tree[string]): boolean => mode === "120000";

/** Text where the bytes are UTF-8, else one character a byte, so that nothing is lost: as the command reads files. */
const textOf = (entry: Tree[string]): string => ("text" in entry ? entry.text : bytesOf(entry).toString("latin1"));

const filesOf = ({ base, blobs }: Case) => ({
  read: (path: string): string | null => {
    const entry = Object.hasOwn(base, path) ? base[path] : undefined;
    return entry === undefined || isLink(entry) ? null : textOf(entry);
  },
  list: (): string[] => Object.keys(base),
  readBlob: (id: string): string | null => {
    const known = Object.keys(blobs).find((blob) => blob.startsWith(id));
    return known === undefined ? null : (blobs[known] ?? null);
  },
});

const answer = (one: Case): Answer => {
  const { base, reply } = one;
  const tree = snapshotOf(base);
  const files = filesOf(one);
  const begin = performance.now();
  const result = applyReply(reply, files);
  const ms = performance.now() - begin;
  if (!result.ok) return { status: "refused", tree, detail: JSON.stringify(result.error, null, 1), ms };
  for (const { path, after, from } of result.value.changes) {
    const old = base[from ?? path];
    if (after === null) tree.delete(path);
    else tree.set(path, stamp(old?.mode ?? "100644", Buffer.from(after, old && "base64" in old ? "latin1" : "utf8")));
  }
  return { status: "done", tree, detail: "", ms };
};

export const ours: Engine = {
  name: "ours",
  apply: async (one) => {
    try {
      return answer(one);
    } catch (error) {
      const detail = error instanceof Error ? `${error.stack}` : String(error);
      return { status: "crash", tree: snapshotOf(one.base), detail, ms: 0 };
    }
  },
};
