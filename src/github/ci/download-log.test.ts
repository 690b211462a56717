/** Real servers as storage: with ranges, with half of them, without; redirects, tokens, endless bodies. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { silentLog } from "../../domain/log.ts";
import { createClient } from "../create-client.ts";
import { downloadLog, logTail } from "./download-log.ts";

type Storage = (request: IncomingMessage, response: ServerResponse) => void;
type Seen = { url: string; authorization: string | undefined; range: string | undefined };

const jobPath = "/repos/acme/shop/actions/jobs/7/logs";

type Parts = {
  download: () => ReturnType<typeof downloadLog>;
  seen: Seen[];
};

const listen = async (answer: Storage): Promise<{ server: Server; seen: Seen[]; url: string }> => {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { authorization, range } = request.headers;
    seen.push({ url: request.url ?? "", authorization, range });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** `location` is made from the addresses of the server itself and of the other one. */
const withServer = async (
  storage: Storage,
  use: (parts: Parts) => Promise<void>,
  location: (url: string, other: string) => string = (url) => `${url}/storage`,
): Promise<void> => {
  const other = await listen((_, response) => response.end("stolen\n"));
  const own = await listen((request, response) => {
    if (request.url === jobPath) response.writeHead(302, { location: location(own.url, other.url) }).end();
    else if (request.url === "/leave") response.writeHead(302, { location: `${other.url}/x` }).end();
    else storage(request, response);
  });
  const client = createClient({ token: "secret", apiUrl: own.url, owner: "acme", repo: "shop", log: silentLog });
  try {
    await use({ download: () => downloadLog(client, 7), seen: own.seen });
    expect(other.seen).toEqual([]);
  } finally {
    for (const { server } of [own, other]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }
};

const long = Buffer.from(`${"early line\n".repeat(60_000)}the end\n`);

/** What the header asks of `long`, as RFC 9110 has it; null for a form that this storage does not know. */
const sliceOf = (range: string | undefined, knowsSuffix: boolean): Buffer | null => {
  const [, from = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (from !== "") return long.subarray(Number(from));
  return knowsSuffix && last !== "" ? long.subarray(-Number(last)) : null;
};

const ranged =
  (knowsSuffix: boolean): Storage =>
  (request, response) => {
    const part = sliceOf(request.headers.range, knowsSuffix);
    if (part === null) response.writeHead(200, { "content-length": long.length }).end(long);
    else
      response
        .writeHead(206, { "content-range": `bytes ${long.length - part.length}-${long.length - 1}/${long.length}` })
        .end(part);
  };

const streamed: Storage = (_, response) => response.writeHead(200).end(long);

describe("the end of a log", () => {
  it.each<[string, Storage, number]>([
    ["knows ranges", ranged(true), 2],
    ["knows ranges only from a start on", ranged(false), 3],
    ["ignores ranges and tells no length", streamed, 2],
  ])("comes from storage that %s", (_, storage, requests) =>
    withServer(storage, async ({ download, seen }) => {
      const log = await download();
      expect(log).toEqual({ text: long.subarray(-logTail).toString(), isCut: true });
      expect(seen).toHaveLength(requests);
      expect(seen.map(({ authorization }) => authorization !== undefined)).toEqual([
        true,
        ...Array.from({ length: requests - 1 }, () => false),
      ]);
    }),
  );

  it("is all of a short log", () =>
    withServer(
      (_, response) => response.writeHead(200).end("short\n"),
      async ({ download }) => expect(await download()).toEqual({ text: "short\n", isCut: false }),
    ));

  it("is empty where the storage has nothing to cut from", () =>
    withServer(
      (_, response) => response.writeHead(416).end(),
      async ({ download }) => expect(await download()).toEqual({ text: "", isCut: false }),
    ));

  it("is found behind a redirect of the storage itself", () =>
    withServer(
      (request, response) =>
        request.url === "/storage" ? response.writeHead(307, { location: "/other" }).end() : response.end("there\n"),
      async ({ download, seen }) => {
        expect((await download())?.text).toBe("there\n");
        expect(seen.map(({ url }) => url)).toEqual([jobPath, "/storage", "/other"]);
      },
    ));

  it("ends for storage that never does", { timeout: 60_000 }, () => {
    let sent = 0;
    const chunk = Buffer.alloc(1024 * 1024, "y\n");
    return withServer(
      (_, response) => {
        response.writeHead(200);
        const more = (): void => {
          if (response.destroyed) return;
          sent += chunk.length;
          if (response.write(chunk)) setImmediate(more);
          else response.once("drain", more);
        };
        more();
      },
      async ({ download }) => {
        expect((await download())?.text).toHaveLength(logTail);
        expect(sent).toBeLessThan(200 * 1024 * 1024);
      },
    );
  });

  it.each<[string, (url: string, other: string) => string]>([
    ["plain http elsewhere", () => "http://169.254.169.254/latest"],
    ["another port of this machine", (_, other) => `${other}/x`],
    ["a name and a password", (url) => url.replace("http://", "http://a:b@")],
    ["a file", () => "file:///etc/passwd"],
    ["no address", () => "http://["],
  ])("is not asked for at %s", (_, location) =>
    withServer(
      streamed,
      async ({ download, seen }) => {
        expect(await download()).toBe(null);
        expect(seen.map(({ url }) => url)).toEqual([jobPath]);
      },
      location,
    ),
  );

  it.each<[string, Storage]>([
    ["redirects to where nobody may go", (_, response) => response.writeHead(302, { location: "/leave" }).end()],
    ["redirects in a circle", (_, response) => response.writeHead(302, { location: "/storage" }).end()],
    ["is gone", (_, response) => response.writeHead(404).end("no")],
    ["fails", (_, response) => response.writeHead(500).end("no")],
    ["hangs up", (request) => request.socket.destroy()],
  ])("is nothing when storage %s", (_, storage) =>
    withServer(storage, async ({ download, seen }) => {
      expect(await download()).toBe(null);
      expect(seen.length).toBeLessThanOrEqual(6);
    }),
  );
});
