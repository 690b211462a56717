/** Puts load on one path of a server for a bounded time and gives exact percentiles. */
import autocannon, { type Client } from "autocannon";
import type { Measure } from "../load/round-report.ts";
import { percentile } from "./percentile.ts";
import { requestOnce } from "./request-once.ts";

export type Load = { path: string; url: string; seconds: number; connections: number };

/** Longer does not make a server warmer that is fast enough to be measured. */
const maxWarmUpSeconds = 2;
const timeoutSeconds = 10;
const bailout = 2_000;
/** With fewer answers a 95th percentile is the opinion of one request. */
const minAnswers = 20;
const attempts = 3;

export const measurePath = async ({ path, url, seconds, connections }: Load): Promise<Measure> => {
  const nothing: Measure = { path, status: null, requests: 0, failed: 0, seconds: 0, p50: null, p95: null };
  const status = await firstStatus(url);
  if (status === null || status >= 400) return { ...nothing, status };
  await fire(url, Math.min(maxWarmUpSeconds, seconds / 2), connections);
  const { times, failed, duration } = await fire(url, seconds, connections);
  times.sort((a, b) => a - b);
  const isEnough = times.length >= minAnswers;
  return {
    path,
    status,
    requests: times.length + failed,
    failed,
    seconds: duration,
    p50: isEnough ? percentile(times, 0.5) : null,
    p95: isEnough ? percentile(times, 0.95) : null,
  };
};

/** A path counts as failing only when it fails every time. */
const firstStatus = async (url: string): Promise<number | null> => {
  let status: number | null = null;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    ({ status } = await requestOnce(url, timeoutSeconds * 1_000));
    if (status !== null && status < 400) break;
  }
  return status;
};

type Fired = { times: number[]; failed: number; duration: number };

const fire = async (url: string, seconds: number, connections: number): Promise<Fired> => {
  const times: number[] = [];
  let bad = 0;
  const losses: (() => number)[] = [];
  const instance = autocannon({
    url,
    duration: seconds,
    connections,
    sampleInt: 100,
    timeout: timeoutSeconds,
    bailout,
    setupClient: (client) => losses.push(countLosses(client)),
  });
  instance.on("response", (_client: Client, status: number, _bytes: number, milliseconds: number) => {
    if (status < 400) times.push(milliseconds);
    else bad += 1;
  });
  const { errors, duration } = await instance;
  const lost = losses.reduce((sum, count) => sum + count(), 0);
  return { times, failed: bad + errors + lost, duration };
};

/**
 * Counts requests that died with a connection which the server closed without a word: autocannon does not. It also keeps the
 * start of such a request for the next answer, and so gives too long times to all that follow.
 */
const countLosses = (client: Client): (() => number) => {
  let lost = 0;
  let conn = client.conn;
  let isAnnounced = false;
  let isCounted = false;
  client.on("headers", ({ headers }: { headers: string[] }) => {
    isAnnounced = isLast(headers);
  });
  client.on("connError", () => {
    isCounted = true;
  });
  client.on("request", () => {
    if (client.conn === conn) return;
    const isFirst = conn === undefined;
    conn = client.conn;
    if (isFirst) return;
    client.pipelinedRequests.clear();
    if (!isAnnounced && !isCounted) lost += 1;
    isAnnounced = false;
    isCounted = false;
  });
  // A request that ran out of time is an error already, and its connection was closed from here.
  client.on("timeout", () => {
    lost -= 1;
  });
  return () => Math.max(0, lost);
};

/** Whether an answer's raw headers say that the server closes the connection after it. */
const isLast = (headers: string[]): boolean =>
  headers.some(
    (name, at) => at % 2 === 0 && name.toLowerCase() === "connection" && /close/i.test(headers[at + 1] ?? ""),
  );
