import { expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = Date.parse("2026-01-01T00:00:00Z");

it.each([
  [{ "retry-after": "12" }, 12_000],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "1.5" }, 1_500],
  [{ "retry-after-ms": "20", "retry-after": "12" }, 20],
  [{ "retry-after-ms": "soon", "retry-after": "12" }, 12_000],
  [{ "retry-after": "Thu, 01 Jan 2026 00:01:00 GMT" }, 60_000],
  [{ "retry-after": "Thu, 01 Jan 2015 00:01:00 GMT" }, 0],
  [{ "retry-after": "soon" }, null],
  [{ "retry-after": "-5" }, 0],
  [{}, null],
])("reads %o", (headers, expected) => {
  expect(parseRetryAfter(new Headers(headers as Record<string, string>), now)).toBe(expected);
});
