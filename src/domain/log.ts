/** What code may say while it works; the only implementation that prints is in `telemetry/`. */
import type { Untrusted } from "./untrusted.ts";

export type LogFields = Record<string, string | number | boolean | null>;

export type Log = {
  info: (event: string, fields?: LogFields) => void;
  warn: (event: string, fields?: LogFields) => void;
  error: (event: string, fields?: LogFields) => void;
  /** Text that somebody else wrote: test output, model replies, logs. Every line is fenced off. */
  foreign: (title: string, text: Untrusted) => void;
};

/** A log that says nothing, for callers that do not care. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {}, foreign: () => {} };
