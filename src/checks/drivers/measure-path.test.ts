import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import type { Measure } from "../load/round-report.ts";
import { measurePath } from "./measure-path.ts";

const measure = async (listener: RequestListener): Promise<Measure> => {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  try {
    return await measurePath({ path: "/x", url: `http://127.0.0.1:${port}/x`, seconds: 0.4, connections: 4 });
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

it("counts requests and gives percentiles in milliseconds", async () => {
  const found = await measure((_, response) => void setTimeout(() => response.end("x"), 5));
  expect(found).toMatchObject({ path: "/x", status: 200, failed: 0 });
  expect(found.requests).toBeGreaterThan(20);
  expect(found.p50).toBeGreaterThan(4);
  expect(found.p95).toBeGreaterThanOrEqual(found.p50 ?? Number.POSITIVE_INFINITY);
  expect(found.seconds).toBeGreaterThan(0.3);
});

it("counts bad answers, and keeps their times out of the percentiles", async () => {
  let seen = 0;
  const found = await measure((_, response) => {
    seen += 1;
    response.writeHead(seen % 2 === 0 ? 503 : 200).end();
  });
  expect(found.status).toBe(200);
  expect(found.failed / found.requests).toBeCloseTo(0.5, 1);
});

it("counts requests whose connection was closed without an answer", async () => {
  let seen = 0;
  const found = await measure((request, response) => {
    seen += 1;
    if (seen % 4 === 0) request.socket.destroy();
    else response.end("x");
  });
  expect(found.failed / found.requests).toBeGreaterThan(0.15);
  expect(found.failed / found.requests).toBeLessThan(0.35);
});

it("measures a server that closes each connection after its answer as what it is", async () => {
  const found = await measure((_, response) => response.setHeader("connection", "close").end("x"));
  expect(found).toMatchObject({ status: 200, failed: 0 });
  // Were starts of lost requests kept, each answer would seem slower than the one before, up to half the measurement.
  expect(found.p50).toBeLessThan(100);
});

it("puts no load on a path that is not there, or that answers nothing", async () => {
  let seen = 0;
  const missing = await measure((_, response) => {
    seen += 1;
    response.writeHead(404).end();
  });
  expect(missing).toEqual({ path: "/x", status: 404, requests: 0, failed: 0, seconds: 0, p50: null, p95: null });
  expect(seen).toBe(3);
  expect(await measure((request) => void request.socket.destroy())).toMatchObject({ status: null, requests: 0 });
});

it("gives no percentile of a handful of answers", async () => {
  const found = await measure((_, response) => void setTimeout(() => response.end("x"), 150));
  expect(found).toMatchObject({ status: 200, failed: 0, p50: null, p95: null });
});
