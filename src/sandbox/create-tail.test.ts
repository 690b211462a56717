import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTail } from "./create-tail.ts";

describe("createTail", () => {
  it("keeps the last bytes of whatever was pushed", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 9 })), fc.integer({ min: 1, max: 20 }), (parts, limit) => {
        const tail = createTail(limit);
        for (const part of parts) tail.push(Buffer.from(part));
        const all = parts.join("");
        const size = Buffer.byteLength(all);
        expect(tail.isOver()).toBe(size > limit);
        expect(all.endsWith(tail.text())).toBe(true);
        expect(Buffer.byteLength(tail.text())).toBeLessThanOrEqual(limit);
        if (size <= limit) expect(tail.text()).toBe(all);
      }),
    );
  });

  it("drops the rest of a character that was cut", () => {
    const tail = createTail(3);
    tail.push(Buffer.from("é€"));
    expect(tail.text()).toBe("€");
    const cut = createTail(2);
    cut.push(Buffer.from("é€"));
    expect(cut.text()).toBe("");
  });
});
