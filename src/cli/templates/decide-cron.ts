/** A cron line for an interval, away from the full and quarter hours, when everybody's jobs start. */

export type Cron = {
  line: string;
  /** The interval that the line keeps: the asked one, or the next shorter one that divides an hour or a day. */
  minutes: number;
};

/** Minutes that `--every` takes. */
export const shortestInterval = 5;
export const longestInterval = 1_440;

const largestDivisor = (whole: number, atMost: number): number => {
  let divisor = Math.min(whole, Math.floor(atMost));
  while (whole % divisor !== 0) divisor -= 1;
  return divisor;
};

const offset = 7;

/** `every` is a whole number of minutes from 5 to 1440. */
export const decideCron = (every: number): Cron => {
  if (every < 60) {
    const step = largestDivisor(60, every);
    const minutes = Array.from({ length: 60 / step }, (_, index) => (offset % step) + index * step);
    return { line: `${minutes.join(",")} * * * *`, minutes: step };
  }
  const hours = largestDivisor(24, every / 60);
  if (hours === 1) return { line: `${offset} * * * *`, minutes: 60 };
  const times = Array.from({ length: 24 / hours }, (_, index) => (3 % hours) + index * hours);
  return { line: `${offset} ${times.join(",")} * * *`, minutes: hours * 60 };
};
