/** A sample of the crash test; `npm run crash` kills at every point. */
import { beforeAll, expect, test } from "vitest";
import { crashAll, type KillPoint, type Reference, readReference } from "./crash-case.fixture.ts";

const patience = 120_000;

let reference: Reference;
beforeAll(async () => {
  reference = await readReference("greeter");
}, patience);

/** After every write that makes something new, where doing it again would show, and at two ends of stages. */
const isTelling = (point: KillPoint): boolean =>
  point.kind === "stage"
    ? point.index === 3 || point.index === 6
    : point.isAfter && /create-ref|pulls\/create|create-comment|update-ref|add-labels/.test(point.name);

test(
  "killed after any write that could be doubled, it ends the same",
  async () => {
    const points = reference.points.filter(isTelling);
    expect(points.length).toBeGreaterThanOrEqual(10);
    const report = await crashAll(reference, points, { workers: 3 });
    expect(report).toEqual({ points: points.length, failures: [] });
  },
  patience,
);
