/** How a process ended, as people see it: status and sentences, never where in the source it came up. */
import { expect } from "vitest";
import type { Ended } from "./run-product.fixture.ts";

export const expectEnd = (ended: Ended, exit: number, ...sentences: string[]): void => {
  expect(ended.exit, ended.stderr).toBe(exit);
  for (const sentence of sentences) expect(ended.stderr + ended.stdout).toContain(sentence);
  expect(ended.stderr).not.toMatch(/^ +at /m);
};
