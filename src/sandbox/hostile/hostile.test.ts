import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usableBackends } from "../usable-backends.fixture.ts";
import type { Attack } from "./attack-sandbox.fixture.ts";
import { hostilePrograms, type Target } from "./hostile-programs.fixture.ts";

const fixture = fileURLToPath(new URL("attack-sandbox.fixture.ts", import.meta.url));
const listen = (where: { port: number; host: string } | { path: string }, onConnection: () => void): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      onConnection();
      socket.destroy();
    });
    server.on("error", reject);
    server.listen(where, () => resolve(server));
  });

describe.each(usableBackends)("a hostile program in $backend", ({ backend, isUsable }) => {
  describe.skipIf(!isUsable)("where it can be had", () => {
    const canary = `CANARY${randomInt(2 ** 47)}`;
    const mark = `7${randomInt(10 ** 11, 10 ** 12)}`;
    const contacts: string[] = [];
    const attacks = new Map<string, Attack>();
    let directory: string;
    let open: string;
    let close: () => void;

    beforeAll(async () => {
      directory = realpathSync(mkdtempSync(join(tmpdir(), "sandbox-hostile-")));
      chmodSync(directory, 0o755);
      const [secret, socket] = [join(directory, "secret"), join(directory, "socket")];
      open = join(directory, "open");
      writeFileSync(secret, canary);
      mkdirSync(open);
      chmodSync(open, 0o777);
      const abstract = `hostile-${mark}`;
      const stream = await listen({ port: 0, host: "127.0.0.1" }, () => contacts.push("tcp"));
      const servers = await Promise.all([
        stream,
        listen({ path: `\0${abstract}` }, () => contacts.push("abstract")),
        listen({ path: socket }, () => contacts.push("socket")),
      ]);
      chmodSync(socket, 0o777);
      const datagrams = createSocket("udp4", () => contacts.push("udp"));
      await new Promise<void>((resolve) => datagrams.bind(0, "127.0.0.1", resolve));
      close = () => {
        for (const server of servers) server.close();
        datagrams.close();
      };
      const target: Target = {
        ...{ mark, abstract, socket, secret, open, pid: 0 },
        tcp: (stream.address() as AddressInfo).port,
        udp: datagrams.address().port,
      };
      const child = spawn(process.execPath, [fixture, backend, directory, JSON.stringify(target)], {
        env: { PATH: process.env.PATH ?? "", HOME: directory, SANDBOX_CANARY: canary.slice(6) },
        stdio: ["ignore", "pipe", "inherit"],
      });
      let text = "";
      for await (const chunk of child.stdout) text += String(chunk);
      for (const line of text.trim().split("\n")) {
        const attack = JSON.parse(line) as Attack;
        attacks.set(attack.name, attack);
      }
    }, 180_000);
    afterAll(() => {
      close();
      rmSync(directory, { recursive: true, force: true });
    });

    it.each(hostilePrograms)("$name: contained", ({ name, ends, never, limits }) => {
      const attack = attacks.get(name);
      expect(attack).toBeDefined();
      if (!attack) return;
      expect(attack.output).not.toContain(canary.slice(6));
      if (never !== undefined) expect(attack.output).not.toContain(never);
      expect(attack.alive).toBe(0);
      expect(attack).toMatchObject(ends ?? {});
      if (ends?.timedOut === undefined && limits?.seconds === undefined) expect(attack.timedOut).toBe(false);
    });

    it("leaves no trace outside and reaches nobody", () => {
      expect(attacks.size).toBe(hostilePrograms.length);
      expect(contacts).toEqual([]);
      expect(readdirSync(open)).toEqual([]);
      const places = "/ /etc /usr /usr/bin /usr/local/bin /var/tmp /tmp /dev/shm /root /root/.ssh /home /opt /run /dev";
      for (const place of places.split(" ")) expect(existsSync(join(place, mark))).toBe(false);
      expect(readdirSync(directory).sort()).toEqual(["open", "scratch", "secret", "socket", "tree"]);
    });

    it("is stopped by its limit, not by luck", () => {
      const output = (name: string): string => attacks.get(name)?.output ?? "";
      expect(output("writes a huge file")).not.toContain("50000000");
      expect(attacks.get("takes memory in one process")?.exitCode).not.toBe(0);
      expect(existsSync(join(directory, "tree/late"))).toBe(false);
    });
  });
});
