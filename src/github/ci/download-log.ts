/** The end of a job's log: asked for by range, cut while it streams, and never with the token. */
import type { GithubClient } from "../create-client.ts";
import { statusOf } from "../explain-error.ts";
import { judgeLogPlace } from "./log-place.ts";

/** As much of a log as is ever looked at, in bytes. */
export const logTail = 256 * 1024;
/** What a server that knows no ranges may send until it is hung up on, in bytes. */
const mostStreamed = 64 * 1024 * 1024;
const patience = 30_000;
const mostRedirects = 3;

export type LogTail = {
  text: string;
  /** The beginning is missing. */
  isCut: boolean;
};

const apiOf = ({ octokit }: GithubClient): URL => new URL(octokit.request.endpoint("GET /").url);

/** Where the API says that the log lies. Null when there is none, or when it lies where nobody may go. */
const findLog = async (client: GithubClient, jobId: number): Promise<URL | null> => {
  const { octokit, owner, repo } = client;
  const answer = await octokit.request("GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs", {
    owner,
    repo,
    job_id: jobId,
    request: { redirect: "manual" },
  });
  return judgeLogPlace(answer.headers.location, apiOf(client), apiOf(client));
};

type Open = { client: GithubClient; url: URL; signal: AbortSignal };

/** Redirects of the storage are followed by hand, so that each place is looked at before it is asked. */
const open = async ({ client, url, signal }: Open, range: string): Promise<Response | null> => {
  let place = url;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const headers = { range, "accept-encoding": "identity" };
    const response = await client.fetch(place, { headers, redirect: "manual", signal });
    if (response.status < 300 || response.status >= 400) return response;
    await response.body?.cancel();
    const next = judgeLogPlace(response.headers.get("location"), place, apiOf(client));
    if (!next) return null;
    place = next;
  }
  return null;
};

/** The last `logTail` bytes of a body that may be endless. */
const readTail = async (response: Response): Promise<{ bytes: Buffer; isCut: boolean }> => {
  let kept: Uint8Array[] = [];
  let size = 0;
  let seen = 0;
  for await (const chunk of response.body ?? []) {
    kept.push(chunk);
    size += chunk.length;
    seen += chunk.length;
    if (size > 2 * logTail) {
      const tail = Buffer.concat(kept).subarray(-logTail);
      kept = [Buffer.from(tail)];
      size = tail.length;
    }
    if (seen > mostStreamed) break;
  }
  const bytes = Buffer.concat(kept);
  return { bytes: bytes.subarray(-logTail), isCut: seen > logTail };
};

const startOfRange = (response: Response): number =>
  Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1] ?? 0);

const lengthOf = (response: Response): number => Number(response.headers.get("content-length") ?? 0);

const download = async (client: GithubClient, url: URL): Promise<LogTail | null> => {
  const at = { client, url, signal: AbortSignal.timeout(patience) };
  let response = await open(at, `bytes=-${logTail}`);
  // Some storage knows ranges only from a start on; the length of the whole answer says where that is.
  if (response?.status === 200 && lengthOf(response) > logTail) {
    const start = lengthOf(response) - logTail;
    await response.body?.cancel();
    response = await open(at, `bytes=${start}-`);
  }
  if (response?.status === 416) return { text: "", isCut: false };
  if (!response?.ok) return null;
  const { bytes, isCut } = await readTail(response);
  return { text: bytes.toString("utf8"), isCut: isCut || startOfRange(response) > 0 };
};

/** Null when the log is gone, was never written, or cannot be had in time: a log is a help, not a need. */
export const downloadLog = async (client: GithubClient, jobId: number): Promise<LogTail | null> => {
  try {
    const url = await findLog(client, jobId);
    return url && (await download(client, url));
  } catch (error) {
    const isNetwork = error instanceof TypeError || (error instanceof Error && error.name === "TimeoutError");
    if (isNetwork || statusOf(error) !== null) return null;
    throw error;
  }
};
