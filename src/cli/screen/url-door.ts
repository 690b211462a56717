/** The door `url`: may this address outside GitHub be opened, with these addresses behind its name? */
import { isIP } from "node:net";
import { z } from "zod";
import { checkOutsideUrl } from "../../outgoing/outside-url.ts";
import { checkPublicAddress } from "../../outgoing/public-address.ts";
import { createDoor, refused } from "./door.ts";

const list = z.array(z.string().max(300)).max(100);

export const urlDoor = createDoor({
  name: "url",
  summary: "a URL of a preview, probe or log; nothing is opened or resolved",
  help: {
    hosts: "hosts that count, names or *.name; without it every public one",
    privateHosts: "host:port that the operator named",
    addresses: "what the name resolves to",
  },
  options: z.strictObject({
    hosts: list.nullable().default(null),
    privateHosts: list.default([]),
    addresses: list.nullable().default(null),
  }),
  screen: (text, { hosts, privateHosts, addresses }) => {
    const checked = checkOutsideUrl(text, { hosts, privateHosts });
    if (!checked.ok) return refused(checked.error);
    const { url, host, isPrivate } = checked.value;
    const behind = isIP(host) === 0 && !isPrivate ? (addresses ?? []) : [];
    if (addresses?.length === 0) return refused("the name has no address");
    const fault = behind.map(checkPublicAddress).find((one) => one !== null);
    if (fault) return refused(`${host} leads to an address that may not be opened: ${fault}`);
    const reason = isPrivate ? "the operator named this host" : "https to a public host";
    return { verdict: "accepted", reason, text: url.href, details: { host, isPrivate } };
  },
});
