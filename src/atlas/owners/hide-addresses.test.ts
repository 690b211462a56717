import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideAddresses } from "./hide-addresses.ts";

describe("hideAddresses", () => {
  it.each([
    ["Signed-off-by: Ada <ada.l+git@mail.example.com>", "Signed-off-by: Ada <(address)>"],
    ["ada@example.org", "(address)"],
    ["bump lodash@4.17.21 and @angular/core, ask @ada", "bump lodash@4.17.21 and @angular/core, ask @ada"],
    ["a@b.co,c@d.example", "(address),(address)"],
    ["jo@müller.de", "(address)"],
    ["Signed-off-by: Jürgen <jürgen@example.org>", "Signed-off-by: Jürgen <(address)>"],
    ["посо́л@пример.рф, 用户@例子.广告", "(address), (address)"],
    ["संपर्क@डाटामेल.भारत", "(address)"],
    ["ada@xn--mller-kva.xn--p1ai", "(address)"],
    ['<"ada l."@example.org>', "<(address)>"],
    ["ada@[192.0.2.1]", "(address)"],
    ["o'hara%x@example.org", "(address)"],
    ["nothing", "nothing"],
  ])("turns %j into %j", (text, expected) => {
    expect(hideAddresses(text)).toBe(expected);
  });

  it("leaves no address in any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.emailAddress(), fc.string(), (before, address, after) => {
        fc.pre(/^[\w.+-]+@[\w.-]+$/.test(address));
        return !hideAddresses(`${before} ${address} ${after}`).includes(address);
      }),
    );
  });

  it("leaves no address of letters of any script", () => {
    const word = fc.string({ unit: fc.constantFrom(..."aéüßñжя用户भाא"), minLength: 1, maxLength: 6 });
    const ending = fc.string({ unit: fc.constantFrom(..."aéüжя用户भ"), minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.string(), word, word, ending, fc.string(), (before, name, domain, end, after) => {
        const address = `${name}@${domain}.${end}`;
        expect(hideAddresses(`${before} ${address} ${after}`)).not.toContain(address);
      }),
    );
  });

  it("reads long texts once", () => {
    for (const piece of ["a", "@", "a@", '"', 'a"@', "@a.", '"x"@a', "é.", "a@[", "@xn--"])
      expect(hideAddresses(piece.repeat(200_000)).length).toBeGreaterThan(0);
  });
});
