/** A sample of the crash test; `npm run crash` kills at every point. */
import { beforeAll, expect, test } from "vitest";
import { crashAll, describePoint, type KillPoint, type Reference, readReference } from "./crash-case.fixture.ts";

const patience = 240_000;

let reference: Reference;
beforeAll(async () => {
  reference = await readReference("greeter");
}, patience);

const telling = [
  /after request .*create-ref/,
  /before request .*pulls\/create/,
  /after request .*pulls\/create/,
  /after request .*create-comment/,
  /after request .*update-ref/,
  /after request .*pulls\/update/,
  /after stage .*implement/,
];

/** Where doing it again would show: the first point of each kind. */
const pick = (points: KillPoint[]): KillPoint[] =>
  telling.flatMap((pattern) => points.find((point) => pattern.test(describePoint(point))) ?? []);

test(
  "killed where a write could be doubled, it ends the same",
  async () => {
    const points = pick(reference.points);
    expect(points).toHaveLength(telling.length);
    const report = await crashAll(reference, points, { workers: 2 });
    expect(report).toEqual({ points: points.length, failures: [] });
  },
  patience,
);
