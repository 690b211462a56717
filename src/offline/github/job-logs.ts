/** Sends the text of a job's log, whole or by range, as the storage behind GitHub does. */
import type { State } from "./state.ts";

/** The address is the key: no token is asked for, as with GitHub's signed links. */
export const findJobLog = (state: State, repositoryId: number, jobId: number): string | null => {
  const repository = state.repositories.find(({ id }) => id === repositoryId);
  return repository?.workflowRuns.flatMap(({ jobs }) => jobs).find(({ id }) => id === jobId)?.log ?? null;
};

/** `bytes=0-99`, `bytes=100-` and `bytes=-100` → start and end, both inclusive; null is not satisfiable. */
const decodeRange = (header: string, size: number): [number, number] | null => {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (from === "" && to === "") return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? null : [start, end];
};

export const respondLog = (log: string | null, rangeHeader: string | null): Response => {
  if (log === null) return new Response("Not Found", { status: 404 });
  const bytes = Buffer.from(log, "utf8");
  const headers = { "content-type": "text/plain; charset=utf-8", "accept-ranges": "bytes" };
  if (rangeHeader === null) return new Response(bytes, { headers });
  const range = decodeRange(rangeHeader, bytes.length);
  if (range === null)
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${bytes.length}` } });
  const [start, end] = range;
  return new Response(bytes.subarray(start, end + 1), {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${start}-${end}/${bytes.length}` },
  });
};
