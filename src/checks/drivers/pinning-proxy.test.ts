import net from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type PinningProxy, startPinningProxy } from "./pinning-proxy.ts";

const names: Record<string, string[]> = {
  "shop.test": ["93.184.216.34"],
  "inside.test": ["10.0.0.5"],
  "both.test": ["93.184.216.34", "169.254.169.254"],
};

let proxy: PinningProxy;
let upstream: net.Server;
let connected: string[];

beforeEach(async () => {
  connected = [];
  upstream = net.createServer((socket) => socket.on("error", () => {}).end("from upstream"));
  await new Promise<void>((done) => upstream.listen(0, "127.0.0.1", done));
  const { port } = upstream.address() as net.AddressInfo;
  proxy = await startPinningProxy(
    async (host) => {
      const known = net.isIP(host) ? [host] : names[host];
      if (known === undefined) throw new Error("ENOTFOUND");
      return known.map((address) => ({ address, family: net.isIPv4(address) ? 4 : 6 }));
    },
    (address, wanted) => {
      connected.push(`${address} ${wanted}`);
      return net.connect(port, "127.0.0.1");
    },
  );
});
afterEach(() => {
  proxy.stop();
  upstream.close();
});

const send = (text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = "";
    const socket = net.connect(proxy.port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("utf8").on("data", (part) => {
      answer += part;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });

it("connects to the address that it checked", async () => {
  expect(await send("CONNECT shop.test:443 HTTP/1.1\r\nhost: shop.test\r\n\r\n")).toBe(
    "HTTP/1.1 200 Connection Established\r\n\r\nfrom upstream",
  );
  expect(connected).toEqual(["93.184.216.34 443"]);
  expect([...proxy.refused()]).toEqual([]);
});

it.each([
  ["inside.test:443", "inside.test"],
  ["both.test:443", "both.test"],
  ["169.254.169.254:443", "169.254.169.254"],
  ["[::1]:443", "[::1]"],
  ["2130706433:443", "127.0.0.1"],
  ["shop.test:22", "shop.test"],
  ["shop.test:8443", "shop.test"],
])("refuses %s", async (target, host) => {
  expect(await send(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`)).toContain("403");
  expect(connected).toEqual([]);
  expect([...proxy.refused()]).toEqual([host]);
});

it("refuses what is not HTTPS", async () => {
  expect(await send("GET http://shop.test/ HTTP/1.1\r\nhost: shop.test\r\n\r\n")).toBe("");
  expect([...proxy.refused()]).toEqual(["shop.test"]);
  expect(connected).toEqual([]);
});

it("does not hold an unknown name against the page", async () => {
  expect(await send("CONNECT nowhere.test:443 HTTP/1.1\r\nhost: x\r\n\r\n")).toContain("502");
  expect([...proxy.refused()]).toEqual([]);
});

it("survives a target that is none", async () => {
  for (const target of ["", "%%%", "/", "a b", `${"x".repeat(5_000)}:443`]) {
    await send(`CONNECT ${target} HTTP/1.1\r\nhost: x\r\n\r\n`);
  }
  expect(await send("CONNECT shop.test:443 HTTP/1.1\r\nhost: shop.test\r\n\r\n")).toContain("200");
});
