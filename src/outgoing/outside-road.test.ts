import { describe, expect, it } from "vitest";
import { checkAddresses, checkAnswerHead, decideRedirect, maxAnswerBytes } from "./outside-road.ts";
import { checkOutsideUrl, type OutsideRules, type OutsideUrl } from "./outside-url.ts";

const open: OutsideRules = { hosts: null, privateHosts: [] };

const target = (url: string, rules = open): OutsideUrl => {
  const checked = checkOutsideUrl(url, rules);
  if (!checked.ok) throw new Error(checked.error);
  return checked.value;
};

describe("addresses behind a name", () => {
  it("are all public, or the name is refused", () => {
    const shop = target("https://shop.example.org/");
    expect(checkAddresses(shop, ["93.184.216.34", "2606:4700::1111"])).toBeNull();
    expect(checkAddresses(shop, ["93.184.216.34", "10.0.0.1"])).toMatch(/^shop\.example\.org leads to an address/);
    expect(checkAddresses(shop, ["::ffff:169.254.169.254"])).not.toBeNull();
  });

  it("are the operator's own business where the operator named the host", () => {
    const named = target("http://app.lan:8080/", { hosts: null, privateHosts: ["app.lan:8080"] });
    expect(checkAddresses(named, ["10.0.0.1"])).toBeNull();
  });
});

describe("a redirect", () => {
  const from = target("https://shop.example.org/a/b");
  it.each([
    ["/c", "https://shop.example.org/c"],
    ["c?d", "https://shop.example.org/a/c?d"],
    ["//www.example.org/", "https://www.example.org/"],
  ])("to %s is followed to %s", (location, href) => {
    expect(decideRedirect(from, location, 0, open)).toMatchObject({ ok: true, value: { url: { href } } });
  });

  it.each([
    "http://shop.example.org/",
    "https://127.0.0.1/",
    "//metadata.google.internal/",
    "https://shop.example.org:444/",
    "https://a:b@shop.example.org/",
    "file:///etc/passwd",
    "javascript:0",
    "https://[",
  ])("to %s is not", (location) => {
    expect(decideRedirect(from, location, 0, open).ok).toBe(false);
  });

  it("is the last after three", () => {
    expect(decideRedirect(from, "/c", 2, open).ok).toBe(true);
    expect(decideRedirect(from, "/c", 3, open)).toEqual({ ok: false, error: "more than 3 redirects" });
  });

  it("leads from outside to no host that only the operator may name", () => {
    const rules = { hosts: null, privateHosts: ["127.0.0.1:8080", "127.0.0.1:8081"] };
    expect(decideRedirect(from, "http://127.0.0.1:8080/", 0, rules).ok).toBe(false);
    expect(decideRedirect(target("http://127.0.0.1:8081/", rules), "http://127.0.0.1:8080/", 0, rules).ok).toBe(true);
  });
});

it.each([
  [undefined, undefined, null],
  ["1000000", "identity", null],
  [String(maxAnswerBytes + 1), undefined, "the answer is longer than 1000000 bytes"],
  ["10", "gzip", "the answer is compressed"],
  ["10", "identity, br", "the answer is compressed"],
  ["not a number", "", null],
])("the body of an answer of length %s, packed as %s: %s", (contentLength, contentEncoding, fault) => {
  expect(checkAnswerHead({ contentLength, contentEncoding })).toBe(fault);
});
