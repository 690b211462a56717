/** What the self test lays out on the host for a box to fall over: listeners, a socket file, files outside. */
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Layer } from "../layers.ts";

export type Traps = {
  /** Digits that nothing else on this machine carries. */
  nonce: string;
  tcpPort: number;
  udpPort: number;
  abstractSocket: string;
  pathSocket: string;
  outsideFile: string;
  outsideDirectory: string;
  /** What has been sprung so far. */
  sprung: () => { layer: Layer; what: string }[];
  close: () => void;
};

/** Throws when this machine allows no listener or temporary directory. */
export const openTraps = async (): Promise<Traps> => {
  const nonce = String(randomInt(2 ** 47));
  const sprung: { layer: Layer; what: string }[] = [];
  const directory = mkdtempSync(join(tmpdir(), "draftsmith-outside-"));
  chmodSync(directory, 0o755);
  const outsideFile = join(directory, "marker");
  writeFileSync(outsideFile, nonce);
  const outsideDirectory = join(directory, "open");
  mkdirSync(outsideDirectory);
  chmodSync(outsideDirectory, 0o777);
  const pathSocket = join(directory, "socket");
  const abstractSocket = `draftsmith-${nonce}`;

  const listen = (
    layer: Layer,
    what: string,
    where: { port: number; host: string } | { path: string },
  ): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((socket) => {
        sprung.push({ layer, what });
        socket.destroy();
      });
      server.on("error", reject);
      server.listen(where, () => resolve(server));
      server.unref();
    });
  const servers = await Promise.all([
    listen("network", "reached a TCP server of the host", { port: 0, host: "127.0.0.1" }),
    listen("network", "reached an abstract socket of the host", { path: `\0${abstractSocket}` }),
    listen("files", "reached a socket file of the host", { path: pathSocket }),
  ]);
  chmodSync(pathSocket, 0o777);
  const datagrams = createSocket("udp4", () => {
    sprung.push({ layer: "network", what: "sent a datagram to the host" });
  });
  await new Promise<void>((resolve, reject) => {
    datagrams.on("error", reject);
    datagrams.bind(0, "127.0.0.1", resolve);
  });
  datagrams.unref();

  const address = servers[0]?.address();
  return {
    nonce,
    tcpPort: typeof address === "object" && address ? address.port : 0,
    udpPort: datagrams.address().port,
    abstractSocket,
    pathSocket,
    outsideFile,
    outsideDirectory,
    sprung: () => [
      ...sprung,
      ...(existsSync(join(outsideDirectory, "written"))
        ? [{ layer: "files" as const, what: "wrote a file outside" }]
        : []),
    ],
    close: () => {
      for (const server of servers) server.close();
      datagrams.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
