import { createServer, type Server as HttpServer } from "node:http";
import { expect, it } from "vitest";
import { freePort } from "../serve/places.fixture.ts";
import { requestOnce } from "./request-once.ts";
import { type ServerOutcome, withServer } from "./with-server.ts";

const node = (script: string): string[] => [process.execPath, "--input-type=module", "-e", script];

const listening = `
  import { createServer } from "node:http";
  const server = createServer((request, response) => response.writeHead(418).end());
  server.listen(PORT, "127.0.0.1", () => console.log("ready"));
`;

type Tried = ServerOutcome & { used: boolean; url: string };

const serve = async (
  argv: string[],
  change: { startSeconds?: number; during?: (url: string) => Promise<void> } = {},
): Promise<Tried> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let used = false;
  const outcome = await withServer(
    { argv: argv.map((part) => part.replaceAll("PORT", String(port))), url, startSeconds: change.startSeconds ?? 30 },
    async (server) => {
      used = true;
      await change.during?.(url);
      if (change.during !== undefined) await Promise.race([server.ended, Promise.resolve()]);
    },
  );
  return { ...outcome, used, url };
};

it("lends a server as soon as it answers, whatever it answers, and stops it", async () => {
  let status: number | null = null;
  const tried = await serve(node(listening), {
    during: async (url) => {
      ({ status } = await requestOnce(url, 5_000));
    },
  });
  expect(tried).toMatchObject({ failure: null, used: true, serverOutput: "ready\n" });
  expect(status).toBe(418);
  expect(await requestOnce(tried.url, 1_000)).toEqual({ status: null, missing: "nothing listens there" });
});

it("stops a server that ignores the request to stop", async () => {
  const tried = await serve(node(`process.on("SIGTERM", () => {});${listening}`));
  expect(tried.failure).toBeNull();
  expect((await requestOnce(tried.url, 1_000)).status).toBeNull();
});

it("says that the start command is missing", async () => {
  expect(await serve(["no-such-command", "start"])).toMatchObject({
    failure: expect.stringMatching(
      /never answered: the start command could not be started: there is no no-such-command\.$/,
    ),
    used: false,
  });
});

it("says how a server died, and its last words", async () => {
  const tried = await serve(
    node('console.error("x".repeat(20_000)); console.error("cannot find module y"); process.exit(3)'),
  );
  expect(tried).toMatchObject({
    failure: `${tried.url} never answered: the start command ended with exit status 3.`,
    used: false,
  });
  expect(tried.serverOutput.length).toBe(6_000);
  expect(tried.serverOutput.endsWith("cannot find module y\n")).toBe(true);
});

it("says how a server was killed", async () => {
  const { failure } = await serve(node('process.kill(process.pid, "SIGKILL")'));
  expect(failure).toMatch(/the start command was ended by SIGKILL\.$/);
});

it("does not wait for ever for a server that never listens, while it prints without end", async () => {
  const tried = await serve(
    node('const say = () => { process.stdout.write("noise ".repeat(1000)); setImmediate(say); }; say();'),
    { startSeconds: 1 },
  );
  expect(tried).toMatchObject({
    failure: `${tried.url} did not answer within 1 s: nothing listens there.`,
    used: false,
  });
  expect(tried.serverOutput.length).toBe(6_000);
});

it.each([
  ["does not speak HTTP", 'socket.end("220 mail ready\\r\\n")', "what listens there does not speak HTTP"],
  ["closes every connection", "socket.destroy()", /the connection is closed without an answer|socket hang up/],
  ["never says a word", "", "the connection stays without an answer"],
])("names a server that %s", async (_, behaviour, missing) => {
  const script = `import net from "node:net"; net.createServer((socket) => { socket.on("error", () => {}); ${behaviour} }).listen(PORT, "127.0.0.1");`;
  const { failure } = await serve(node(script), { startSeconds: 1 });
  expect(failure).toMatch(/did not answer within 1 s/);
  expect(failure).toMatch(missing);
});

it("notices that the server died while it was looked at", async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dying = `import { createServer } from "node:http"; let seen = 0; createServer((request, response) => { seen += 1; response.end(); if (request.url === "/die") process.exit(7); }).listen(${port}, "127.0.0.1");`;
  const outcome = await withServer({ argv: node(dying), url, startSeconds: 30 }, async (server) => {
    await requestOnce(`${url}/die`, 5_000);
    await server.ended;
  });
  expect(outcome.failure).toBe("The server ended with exit status 7 while it was looked at.");
});

it("does not take another server for the one that it starts", async () => {
  const other: HttpServer = createServer((_, response) => response.end());
  const port = await freePort();
  await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
  const url = `http://127.0.0.1:${port}`;
  try {
    const outcome = await withServer({ argv: node(listening), url, startSeconds: 30 }, async () =>
      expect.unreachable(),
    );
    expect(outcome.failure).toBe(`Something else answers at ${url} already, so the server was not started.`);
  } finally {
    other.close();
  }
});
