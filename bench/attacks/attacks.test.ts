import { describe, expect, test } from "vitest";
import { screenText } from "../../src/cli/screen/screen-text.ts";
import { readCases } from "./read-cases.ts";

const cases = readCases();

describe.each(Object.entries(Object.groupBy(cases, (one) => one.class)))("%s", (_name, ofClass = []) => {
  test.each(ofClass.map((one) => [one.id, one.why, one] as const))("%s: %s", async (_id, _why, one) => {
    const { id: _, door, text, ...options } = one.request;
    const screened = await screenText(door, text, options);
    expect(one.expect).toContain(screened.ok ? screened.value.verdict : screened.error);
  });
});

test("every class has honest texts that get through", () => {
  const benign = Object.groupBy(
    cases.filter((one) => one.benign),
    (one) => one.class,
  );
  const without = [...new Set(cases.map((one) => one.class))].filter((name) => !benign[name]);
  expect(without).toEqual([]);
});
