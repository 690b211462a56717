import { expect, it } from "vitest";
import { createTracer } from "./create-tracer.ts";

it("remembers finished work, nested and failed work too, and hands results and errors on", async () => {
  let now = 1_000;
  const tracer = createTracer(() => now);
  const result = await tracer.withSpan("run", { issue: 12 }, async () => {
    now += 5;
    await tracer
      .withSpan("stage", { stage: "plan" }, async () => {
        now += 7;
        throw new Error("no plan");
      })
      .catch((error: Error) => expect(error.message).toBe("no plan"));
    return "done";
  });
  expect(result).toBe("done");
  expect(tracer.spans()).toEqual([
    { name: "stage", start: 1_005, milliseconds: 7, isFailed: true, fields: { stage: "plan" } },
    { name: "run", start: 1_000, milliseconds: 12, isFailed: false, fields: { issue: 12 } },
  ]);
});

it("keeps the last 5,000", async () => {
  const tracer = createTracer(() => 0);
  for (let index = 0; index < 5_001; index++) await tracer.withSpan(`s${index}`, {}, async () => {});
  expect(tracer.spans()).toHaveLength(5_000);
  expect(tracer.spans()[0]?.name).toBe("s1");
});
