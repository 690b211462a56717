/** Which URLs may be opened, as far as their text says; every spelling of an inside host is one of the refused. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkOutsideUrl, type OutsideRules } from "./outside-url.ts";
import { checkPublicAddress } from "./public-address.ts";

const open: OutsideRules = { hosts: null, privateHosts: [] };

const check = (url: string, rules: Partial<OutsideRules> = {}): string => {
  const checked = checkOutsideUrl(url, { ...open, ...rules });
  return checked.ok ? `${checked.value.isPrivate ? "private" : "public"} ${checked.value.url.href}` : checked.error;
};

describe("checkOutsideUrl", () => {
  it.each([
    ["https://example.com/a?b=c", "public https://example.com/a?b=c"],
    ["HTTPS://EXAMPLE.COM:443", "public https://example.com/"],
    ["https://example.com./", "public https://example.com/"],
    ["https://a_b.example.com/", "public https://a_b.example.com/"],
    ["https://ⓔxample.com/", "public https://example.com/"],
    ["https://exаmple.com/", "public https://xn--exmple-4nf.com/"],
    ["https://8.8.8.8/", "public https://8.8.8.8/"],
    ["https://[2606:4700::1111]/", "public https://[2606:4700::1111]/"],
  ])("allows %s", (url, seen) => {
    expect(check(url)).toBe(seen);
  });

  it.each([
    ["http://example.com/", "only https is allowed"],
    ["ftp://example.com/", "it is not an http or https URL"],
    ["javascript:alert(1)", "it is not an http or https URL"],
    [" https://example.com/", "it is not an http or https URL"],
    ["https:example.com", "it is not an http or https URL"],
    ["https://example.com\\@evil.com/", "it is not an http or https URL"],
    ["https:///example.com", "it is not an http or https URL"],
    ["https://", "it is not an http or https URL"],
    ["https://example.com:8443/", "only port 443 is allowed, not 8443"],
    ["https://example.com:80/", "only port 443 is allowed, not 80"],
    ["https://user@example.com/", "the URL holds a user name or password"],
    ["https://:pass@example.com/", "the URL holds a user name or password"],
    [`https://example.com/${"a".repeat(2_000)}`, "the URL is longer than 2000 characters"],
    ["https://localhost/", "localhost is not a public name"],
    ["https://LOCALHOST./", "localhost is not a public name"],
    ["https://app.localhost/", "app.localhost is not a public name (.localhost)"],
    ["https://metadata/", "metadata is not a public name"],
    ["https://metadata.google.internal/", "metadata.google.internal is not a public name (.internal)"],
    ["https://kubernetes.default.svc/", "kubernetes.default.svc is not a public name (.svc)"],
    ["https://printer.local/", "printer.local is not a public name (.local)"],
    ["https://127.0.0.1/", "127.0.0.1 is not public (loopback)"],
    ["https://127.1/", "127.0.0.1 is not public (loopback)"],
    ["https://2130706433/", "127.0.0.1 is not public (loopback)"],
    ["https://0x7f000001/", "127.0.0.1 is not public (loopback)"],
    ["https://0x7f.1/", "127.0.0.1 is not public (loopback)"],
    ["https://017700000001/", "127.0.0.1 is not public (loopback)"],
    ["https://127.0.0.1./", "127.0.0.1 is not public (loopback)"],
    ["https://１２７.０.０.１/", "127.0.0.1 is not public (loopback)"],
    ["https://%31%32%37.0.0.1/", "127.0.0.1 is not public (loopback)"],
    ["https://169.254.169.254/latest/meta-data/", "169.254.169.254 is not public (linkLocal)"],
    ["https://168.63.129.16/", "168.63.129.16 is not public (cloud host)"],
    ["https://0/", "0.0.0.0 is not public (unspecified)"],
    ["https://[::]/", ":: is not public (unspecified)"],
    ["https://[::1]/", "::1 is not public (loopback)"],
    ["https://[fe80::1]/", "fe80::1 is not public (linkLocal)"],
    ["https://[fd00:ec2::254]/", "fd00:ec2::254 is not public (uniqueLocal)"],
    ["https://[::ffff:169.254.169.254]/", /::ffff:a9fe:a9fe holds an address that is not public: 169\.254\.169\.254/],
    ["https://[64:ff9b::a9fe:a9fe]/", /64:ff9b::a9fe:a9fe holds an address that is not public/],
  ] as [string, string | RegExp][])("refuses %s", (url, reason) => {
    if (typeof reason === "string") expect(check(url)).toBe(reason);
    else expect(check(url)).toMatch(reason);
  });

  it.each([
    ["https://shop.vercel.app/", true],
    ["https://a.b.vercel.app/", true],
    ["https://vercel.app/", false],
    ["https://evilvercel.app/", false],
    ["https://shop.vercel.app.evil.com/", false],
    ["https://shop.vercel.app@evil.com/", false],
    ["https://PREVIEW.example.com./", true],
    ["https://x.preview.example.com/", false],
    ["https://prevıew.example.com/", false],
  ])("knows whether %s is on the list of hosts: %s", (url, isListed) => {
    expect(check(url, { hosts: ["*.vercel.app", "Preview.example.com"] }).startsWith("public")).toBe(isListed);
  });

  it.each([
    ["http://127.0.0.1:8080/health", "private http://127.0.0.1:8080/health"],
    ["http://2130706433:8080/", "private http://127.0.0.1:8080/"],
    ["http://[::1]:9090/", "private http://[::1]:9090/"],
    ["https://status.lan/", "private https://status.lan/"],
    ["http://127.0.0.1:8081/", "only https is allowed"],
    ["http://user@127.0.0.1:8080/", "the URL holds a user name or password"],
  ])("opens what the operator named, by host and port: %s", (url, seen) => {
    expect(check(url, { privateHosts: ["127.0.0.1:8080", "[::1]:9090", "STATUS.lan:443"] })).toBe(seen);
  });

  it("lets the operator's hosts not widen the list of hosts", () => {
    const rules = { hosts: ["*.vercel.app"], privateHosts: ["127.0.0.1:8080"] };
    expect(check("http://127.0.0.1:8080/", rules)).toBe("127.0.0.1 is not one of the allowed hosts");
  });

  it("never throws, and opens nothing but https on 443", () => {
    const text = fc
      .oneof(fc.string(), fc.webUrl(), fc.ipV4Extended(), fc.ipV6())
      .chain((inner) => fc.constantFrom(inner, `https://${inner}/`, `https://[${inner}]/`, `http://${inner}`));
    fc.assert(
      fc.property(text, (url) => {
        const checked = checkOutsideUrl(url, open);
        if (!checked.ok) return checked.error.length > 0;
        const { protocol, port, username, password } = checked.value.url;
        return protocol === "https:" && port === "" && username === "" && password === "" && !checked.value.isPrivate;
      }),
    );
  });
});

describe("checkPublicAddress", () => {
  const inside = [
    ...["0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.53", "169.254.169.254", "172.16.0.1"],
    ...["172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"],
    ...["203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16"],
    ...["::", "::1", "::ffff:10.0.0.1", "::10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1.1.1.1"],
    ...["100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1"],
    ...["fe80::1", "fec0::1", "ff02::1", "fe80::1%eth0", "4000::1"],
    ...["127.1", "0x7f.0.0.1", "1.2.3", "localhost", "", "1.2.3.4/8"],
  ];
  it.each(inside)("refuses %j", (address) => {
    expect(checkPublicAddress(address)).not.toBeNull();
  });

  it.each(["1.1.1.1", "9.9.9.9", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])(
    "allows %s",
    (address) => {
      expect(checkPublicAddress(address)).toBeNull();
    },
  );
});
