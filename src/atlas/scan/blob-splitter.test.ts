import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlobSplitter } from "./blob-splitter.ts";

describe("BlobSplitter", () => {
  it("gives the same blobs however the output is cut, waited for or not", async () => {
    const blob = fc.record({ type: fc.constantFrom("blob", "blob", "tree"), bytes: fc.uint8Array({ maxLength: 12 }) });
    const object = fc.option(blob, { nil: null });
    await fc.assert(
      fc.asyncProperty(
        fc.array(object),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        fc.boolean(),
        async (objects, cuts, isSlow) => {
          const output = Buffer.concat(
            objects.flatMap((each) =>
              each === null
                ? [Buffer.from("0123 missing\n")]
                : [Buffer.from(`0123 ${each.type} ${each.bytes.length}\n`), each.bytes, Buffer.from("\n")],
            ),
          );
          const found: (string | null)[] = [];
          const splitter = new BlobSplitter(8, async (index, bytes) => {
            expect(index).toBe(found.length);
            found.push(bytes?.toString("latin1") ?? null);
            if (isSlow) await Promise.resolve();
          });
          for (let at = 0; at < output.length; ) {
            const next = at + (cuts.next().value ?? 1);
            await splitter.push(output.subarray(at, next));
            at = next;
          }
          const isKept = (each: (typeof objects)[number]) => each?.type === "blob" && each.bytes.length <= 8;
          expect(found).toEqual(
            objects.map((each) => (each && isKept(each) ? Buffer.from(each.bytes).toString("latin1") : null)),
          );
        },
      ),
    );
  });
});
