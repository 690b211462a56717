/** One URL opened, on real servers and with a resolver of the test: where it may lead, how long, how much, and what is told. */
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { fetchOutside, type OutsideOptions } from "./fetch-outside.ts";

const running: Server[] = [];
const sockets = new Set<Socket>();

const listen = async (server: Server): Promise<string> => {
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const serve = (handler: RequestListener): Promise<string> => listen(createServer(handler));

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(running.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

const fetchFrom = (host: string, path = "/", options: Partial<OutsideOptions> = {}) =>
  fetchOutside(`http://${host}${path}`, { hosts: null, privateHosts: [host], ...options });

const redirectTo = (location: string, status = 302) =>
  serve((_request, response) => response.writeHead(status, { location }).end());

describe("addresses", () => {
  it("are checked one and all, and none is connected to when one leads inside", async () => {
    const asked: string[] = [];
    for (const inside of ["169.254.169.254", "10.1.2.3", "::1", "fd00::1", "::ffff:127.0.0.1", "fe80::1%eth0"]) {
      const resolve = async (host: string) => {
        asked.push(host);
        return [
          { address: "93.184.216.34", family: 4 },
          { address: inside, family: inside.includes(":") ? 6 : 4 },
        ];
      };
      expect(await fetchOutside("https://shop.example.com/", { hosts: null, privateHosts: [], resolve })).toEqual({
        kind: "refused",
        reason: expect.stringMatching(/^shop\.example\.com leads to an address that may not be opened: /),
      });
    }
    expect(asked).toHaveLength(6);
  });

  it("are asked for once: a resolver that changes its answer has no say in the connection", async () => {
    const host = await serve((_request, response) => response.end("mine"));
    const port = host.split(":")[1];
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
    };
    const name = `shop.example.com:${port}`;
    expect(await fetchFrom(name, "/", { privateHosts: [name], resolve, wantsBody: true })).toMatchObject({
      status: 200,
      body: "mine",
    });
    expect(asked).toBe(1);
  });

  it("may be missing", async () => {
    const options = { hosts: null, privateHosts: [] };
    const none = await fetchOutside("https://shop.example.com/", { ...options, resolve: async () => [] });
    expect(none).toEqual({ kind: "failed", reason: "the name has no address" });
    const resolve = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    const unknown = await fetchOutside("https://shop.example.com/", { ...options, resolve });
    expect(unknown).toEqual({ kind: "failed", reason: "the name does not resolve" });
  });
});

describe("redirects", () => {
  it("are followed where the rules allow", async () => {
    const end = await serve((_request, response) => response.end());
    const host = await redirectTo(`http://${end}/`);
    expect(await fetchFrom(host, "/", { privateHosts: [host, end] })).toMatchObject({ status: 200, redirects: 1 });
  });

  it.each([
    ["http://169.254.169.254/latest/meta-data/", "only https is allowed"],
    ["https://169.254.169.254/latest/meta-data/", "169.254.169.254 is not public (linkLocal)"],
    ["https://[::ffff:169.254.169.254]/", /holds an address that is not public/],
    ["//metadata.google.internal/", "only https is allowed"],
    ["https://metadata.google.internal/", "metadata.google.internal is not a public name (.internal)"],
    ["file:///etc/passwd", "it is not an http or https URL"],
    ["https://user:pass@example.com/", "the URL holds a user name or password"],
  ] as [string, string | RegExp][])("to %s are refused", async (location, reason) => {
    const answer = await fetchFrom(await redirectTo(location));
    expect(answer.kind).toBe("refused");
    expect("reason" in answer && answer.reason).toMatch(reason);
  });

  it("to a host that is not on the list are refused", async () => {
    const end = await serve((_request, response) => response.end());
    const host = await redirectTo(`http://localhost:${end.split(":")[1]}/`);
    const rules = { hosts: ["127.0.0.1"], privateHosts: [host, `localhost:${end.split(":")[1]}`] };
    expect(await fetchFrom(host, "/", rules)).toMatchObject({
      reason: "it redirects to a URL that may not be opened: localhost is not one of the allowed hosts",
    });
  });

  it("end after three", async () => {
    let asked = 0;
    const host = await serve((_request, response) => {
      asked += 1;
      response.writeHead(302, { location: "/again" }).end();
    });
    expect(await fetchFrom(host)).toEqual({ kind: "refused", reason: "more than 3 redirects" });
    expect(asked).toBe(4);
  });

  it("without a target are answers", async () => {
    const host = await serve((_request, response) => response.writeHead(302).end());
    expect(await fetchFrom(host)).toMatchObject({ kind: "answered", status: 302 });
  });
});

describe("bounds", () => {
  it.each([
    ["an answer without an end", () => serve((_request, response) => void response.write("x"))],
    ["a server that says nothing", () => serve(() => {})],
    ["a connection without HTTP", () => listen(createTcpServer(() => {}))],
  ])("%s costs no more than its time", async (_, start) => {
    const answer = await fetchFrom(await start(), "/", { wantsBody: true, timeoutMs: 200 });
    expect(answer).toEqual({ kind: "failed", reason: "no answer within 0.2 s" });
  });

  it("a resolver that never answers costs no more than its time", async () => {
    const options = { hosts: null, privateHosts: [], timeoutMs: 100, resolve: () => new Promise<never>(() => {}) };
    expect(await fetchOutside("https://shop.example.com/", options)).toEqual({
      kind: "failed",
      reason: "no answer within 0.1 s",
    });
  });

  it("an endless body is cut", async () => {
    const host = await serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    expect(await fetchFrom(host, "/", { wantsBody: true })).toEqual({
      kind: "failed",
      reason: "the answer is longer than 1000000 bytes",
    });
    expect(await fetchFrom(host)).toMatchObject({ status: 200, body: "" });
  });

  it.each(["gzip", "br"])("a body packed as %s is not unpacked", async (encoding) => {
    const zeros = Buffer.alloc(50_000_000);
    const bomb = encoding === "gzip" ? gzipSync(zeros) : brotliCompressSync(zeros.subarray(0, 1_000_000));
    const host = await serve((_request, response) => response.setHeader("content-encoding", encoding).end(bomb));
    expect(await fetchFrom(host, "/", { wantsBody: true })).toEqual({
      kind: "failed",
      reason: "the answer is compressed",
    });
  });

  it("a body that is announced as too long is not waited for", async () => {
    const host = await serve((_request, response) =>
      response.writeHead(200, { "content-length": 2_000_000 }).write("x"),
    );
    expect(await fetchFrom(host, "/", { wantsBody: true })).toEqual({
      kind: "failed",
      reason: "the answer is longer than 1000000 bytes",
    });
  });

  it.each([
    ["something else than HTTP", "SSH-2.0-OpenSSH_9.6\r\n", /HPE_|not HTTP/],
    ["a header without end", `HTTP/1.1 200 OK\r\nx: ${"x".repeat(100_000)}`, /HPE_HEADER_OVERFLOW/],
    ["half a body", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", /cut/],
  ])("%s is a failure in words", async (_, text, reason) => {
    const host = await listen(createTcpServer((socket) => socket.on("error", () => {}).end(text)));
    const answer = await fetchFrom(host, "/", { wantsBody: true });
    expect(answer).toMatchObject({ kind: "failed", reason: expect.stringMatching(reason) });
  });

  it("a closed port is a failure in words", async () => {
    const host = await serve(() => {});
    await new Promise((resolve) => running.splice(0)[0]?.close(resolve));
    expect(await fetchFrom(host)).toEqual({ kind: "failed", reason: "the connection was refused" });
  });
});

it("sends no credentials, no cookies, and says who asks", async () => {
  let seen: IncomingMessage["headers"] = {};
  const host = await serve((request, response) => {
    seen = request.headers;
    response.setHeader("set-cookie", "a=b").end();
  });
  await fetchFrom(host);
  expect(seen).toEqual({
    accept: "*/*",
    "accept-encoding": "identity",
    connection: "close",
    host,
    "user-agent": "draftsmith",
  });
});
