/** Reads how long an endpoint asks to wait before the next request. */

/** Milliseconds from `retry-after-ms`, or from `retry-after` as seconds or HTTP date; null without a usable wish. */
export const parseRetryAfter = (headers: Headers, now: number): number | null => {
  const milliseconds = headers.get("retry-after-ms")?.trim();
  if (milliseconds && /^\d+(\.\d+)?$/.test(milliseconds)) return Number(milliseconds);
  const wish = headers.get("retry-after")?.trim();
  if (!wish) return null;
  if (/^\d+(\.\d+)?$/.test(wish)) return Number(wish) * 1_000;
  const date = Date.parse(wish);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};
