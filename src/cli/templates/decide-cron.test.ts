import fc from "fast-check";
import { expect, it } from "vitest";
import { decideCron } from "./decide-cron.ts";

it.each([
  [5, "2,7,12,17,22,27,32,37,42,47,52,57 * * * *", 5],
  [15, "7,22,37,52 * * * *", 15],
  [30, "7,37 * * * *", 30],
  [45, "7,37 * * * *", 30],
  [60, "7 * * * *", 60],
  [90, "7 * * * *", 60],
  [240, "7 3,7,11,15,19,23 * * *", 240],
  [1_440, "7 3 * * *", 1_440],
])("every %i minutes is %s", (every, line, minutes) => {
  expect(decideCron(every)).toEqual({ line, minutes });
});

/** Minutes of a day at which a cron line of lists and stars fires. */
const timesOf = (line: string): number[] => {
  const [minutes = "", hours = ""] = line.split(" ");
  const hourList = hours === "*" ? Array.from({ length: 24 }, (_, hour) => hour) : hours.split(",").map(Number);
  return hourList.flatMap((hour) => minutes.split(",").map((minute) => hour * 60 + Number(minute)));
};

it("fires at even distances, never longer than asked, and never on a quarter hour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 1_440 }), (every) => {
      const { line, minutes } = decideCron(every);
      const times = timesOf(line);
      const gaps = times.map((time, index) => (times[index + 1] ?? (times[0] ?? 0) + 1_440) - time);
      expect(minutes).toBeLessThanOrEqual(every);
      expect(new Set(gaps)).toEqual(new Set([minutes]));
      if (minutes % 15 === 0) for (const time of times) expect(time % 15).not.toBe(0);
    }),
  );
});
