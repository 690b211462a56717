/** A proxy for a browser that looks at public pages: it connects only to public addresses, and to the very address that it checked. */
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import http from "node:http";
import net from "node:net";
import type { Duplex } from "node:stream";
import { isPublicAddress } from "./public-address.ts";

export type PinningProxy = {
  port: number;
  /** Hosts that were refused. */
  refused: () => ReadonlySet<string>;
  stop: () => void;
};

const connectMilliseconds = 10_000;
const maxTunnels = 200;
const maxRefused = 1_000;

type Resolve = (host: string) => Promise<LookupAddress[]>;
type Connect = (address: string, port: number) => net.Socket;

const resolveHost: Resolve = (host) => lookup(host, { all: true });
const connectTo: Connect = (address, port) => net.connect({ host: address, port });

/** Only tunnels to port 443: what is not HTTPS is refused. A host with any address that is not public is refused whole. */
export const startPinningProxy = async (resolve = resolveHost, connect = connectTo): Promise<PinningProxy> => {
  const refused = new Set<string>();
  let tunnels = 0;
  const refuse = (client: Duplex, host: string): void => {
    if (refused.size < maxRefused) refused.add(host);
    client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  };
  const server = http.createServer((request, response) => {
    const host = URL.parse(request.url ?? "")?.hostname;
    if (host !== undefined && refused.size < maxRefused) refused.add(host);
    // An answer would pass for one of the page's own.
    response.destroy();
  });
  server.on("connect", async (request: http.IncomingMessage, client: Duplex) => {
    client.on("error", () => {});
    const target = URL.parse(`https://${request.url ?? ""}`);
    const host = target?.hostname ?? "";
    if (target === null || target.port !== "" || tunnels >= maxTunnels) return refuse(client, host);
    const name = host.replace(/^\[|\]$/g, "");
    const addresses = await resolve(name).catch(() => []);
    const [first] = addresses;
    // A name that is not known is a fault of the page, not a refusal.
    if (first === undefined) return void client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    if (!addresses.every(({ address }) => isPublicAddress(address))) return refuse(client, host);
    tunnels += 1;
    const upstream = connect(first.address, 443);
    upstream.setTimeout(connectMilliseconds, () => upstream.connecting && upstream.destroy());
    upstream.on("connect", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    upstream.on("error", () => client.destroy());
    upstream.on("close", () => {
      tunnels -= 1;
      client.destroy();
    });
    client.on("close", () => upstream.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    refused: () => refused,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
