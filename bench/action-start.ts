/** Measures action start to first request, against a bundled action that only reads an input and sends one request. Needs `npm run bundle`. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const action = join(root, "dist", "action.mjs");
const rounds = Number(process.argv[2] ?? 25);

const peerSource = `
import { getInput, setFailed } from "@actions/core";
const headers = { authorization: "Bearer " + getInput("github-token") };
await fetch(process.env.GITHUB_API_URL, { headers }).catch((error) => setFailed(error));
`;

const bundlePeer = async (dir: string): Promise<string> => {
  const entry = join(dir, "peer.ts");
  await writeFile(entry, peerSource);
  await build({
    cwd: root,
    input: { peer: entry },
    platform: "node",
    resolve: { modules: [join(root, "node_modules")] },
    output: { dir: join(dir, "dist"), format: "esm", minify: true, entryFileNames: "[name].mjs" },
  });
  return join(dir, "dist", "peer.mjs");
};

/** Starts an action and resolves to the milliseconds until its first request; the server refuses, so that it ends. */
const measure = (script: string, environment: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    let started = 0;
    let first: number | null = null;
    const server = createServer((_, response) => {
      first ??= performance.now() - started;
      response.writeHead(401, { "content-type": "application/json" }).end('{"message":"Bad credentials"}');
    });
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const env = { ...environment, PATH: process.env.PATH ?? "", GITHUB_API_URL: `http://127.0.0.1:${port}` };
      started = performance.now();
      const child = spawn(process.execPath, [script], { env, stdio: "ignore" });
      child.on("exit", () => {
        server.close();
        server.closeAllConnections();
        if (first === null) reject(new Error(`${script} sent no request`));
        else resolve(first);
      });
    });
  });

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

if (!existsSync(action)) throw new Error("dist/action.mjs is missing: run `npm run bundle` first");
const dir = await mkdtemp(join(tmpdir(), "action-start-"));
try {
  const peer = await bundlePeer(dir);
  const inputs = {
    INPUT_COMMAND: "supervise",
    "INPUT_GITHUB-TOKEN": "bench-token",
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "acme/shop",
  };
  const times: { peer: number[]; draftsmith: number[] } = { peer: [], draftsmith: [] };
  await measure(peer, inputs);
  await measure(action, inputs);
  for (let round = 0; round < rounds; round += 1) {
    times.peer.push(await measure(peer, inputs));
    times.draftsmith.push(await measure(action, inputs));
  }
  const [ours, theirs] = [median(times.draftsmith), median(times.peer)];
  process.stdout.write(
    `start to first request, median of ${rounds}: draftsmith ${ours.toFixed(0)} ms, do-nothing action ${theirs.toFixed(0)} ms, ratio ${(ours / theirs).toFixed(2)} (bar 1.5)\n`,
  );
} finally {
  await rm(dir, { recursive: true });
}
