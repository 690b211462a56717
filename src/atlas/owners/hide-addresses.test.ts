import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideAddresses } from "./hide-addresses.ts";

describe("hideAddresses", () => {
  it.each([
    ["Signed-off-by: Ada <ada.l+git@mail.example.com>", "Signed-off-by: Ada <(address)>"],
    ["ada@example.org", "(address)"],
    ["bump lodash@4.17.21 and @angular/core, ask @ada", "bump lodash@4.17.21 and @angular/core, ask @ada"],
    ["a@b.co,c@d.example", "(address),(address)"],
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
});
