/** Tells public internet addresses from those that lead inside: private, local, reserved, or another address in disguise. */
import ipaddr from "ipaddr.js";

/** The virtual address of Azure's host, which lies in a public range. */
const insiders = new Set(["168.63.129.16"]);

const globalUnicast = ipaddr.IPv6.parse("2000::");

const checkIPv4 = (address: ipaddr.IPv4): string | null => {
  const range = address.range();
  if (range !== "unicast") return `${address} is not public (${range})`;
  return insiders.has(address.toString()) ? `${address} is not public (cloud host)` : null;
};

/** The IPv4 address that the last four bytes of a mapped or translated address hold. */
const embedded = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(address.toByteArray().slice(-4));

const checkIPv6 = (address: ipaddr.IPv6): string | null => {
  const range = address.range();
  const isLocalTranslation = range === "rfc6052" && address.parts[2] !== 0;
  if (range === "ipv4Mapped" || (range === "rfc6052" && !isLocalTranslation)) {
    const fault = checkIPv4(embedded(address));
    return fault === null ? null : `${address} holds an address that is not public: ${fault}`;
  }
  if (range !== "unicast") return `${address} is not public (${range})`;
  return address.match(globalUnicast, 3) ? null : `${address} is not public (outside global unicast)`;
};

/** Null for a public address, else why it may not be connected to. Takes what resolvers give: plain IPv4 or IPv6 text. */
export const checkPublicAddress = (text: string): string | null => {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return checkIPv4(ipaddr.IPv4.parse(text));
  if (!text.includes("%") && ipaddr.IPv6.isValid(text)) return checkIPv6(ipaddr.IPv6.parse(text));
  return `${text.slice(0, 60)} is not a plain IP address`;
};
