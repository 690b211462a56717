/** Tells public addresses from those of machines, networks and clouds that a page must not reach. */
import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IANA special-purpose registries, and the address at which Azure answers its virtual machines. */
const specialV4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"],
  ...["203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
];

/** Of IPv6 only global unicast is public, without documentation, Teredo, ORCHID and 6to4, which hide other addresses. */
const specialV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const listOf = (subnets: string[], family: "ipv4" | "ipv6"): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", prefix] = subnet.split("/");
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
};

const special = { v4: listOf(specialV4, "ipv4"), v6: listOf(specialV6, "ipv6"), global: listOf(["2000::/3"], "ipv6") };

/** False for everything that is no address. */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !special.v4.check(address, "ipv4");
  return isIPv6(address) && special.global.check(address, "ipv6") && !special.v6.check(address, "ipv6");
};
