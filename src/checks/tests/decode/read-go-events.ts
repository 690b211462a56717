/** Reads the lines of `go test -json`; lines that are none of its events are what something printed. */
import type { Untrusted } from "../../../domain/untrusted.ts";

export type GoEvent = { Action: string; Package?: string; Test?: string; Output?: string };

const maxLine = 100_000;

/** Gives the events in their order, and everything printed as people would have seen it, package by package. */
export const readGoEvents = (stream: Untrusted): { events: GoEvent[]; text: Untrusted } => {
  const events: GoEvent[] = [];
  // Packages are tested at the same time and print in any order.
  const printed = new Map<string, string[]>();
  const print = (name: string, text: string): void => {
    const known = printed.get(name) ?? [];
    known.push(text);
    printed.set(name, known);
  };
  for (const line of stream.split("\n")) {
    const event = line.startsWith("{") && line.length <= maxLine ? parseEvent(line) : null;
    if (event) events.push(event);
    if (event?.Output !== undefined) print(event.Package ?? "", event.Output);
    else if (!event && line !== "") {
      print("", `${line}\n`);
      const broken = /^FAIL\s+(\S{1,500}) \[(?:build|setup) failed\]$/.exec(line);
      // Before Go 1.24 a package that was not built has no event of its own.
      if (broken?.[1] !== undefined) events.push({ Action: "output", Package: broken[1], Output: `${line}\n` });
    }
  }
  const sorted = [...printed].sort(([a], [b]) => (a < b ? -1 : 1));
  return { events, text: sorted.flatMap(([, texts]) => texts).join("") };
};

const parseEvent = (line: string): GoEvent | null => {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return null;
    const { Action, Package, Test, Output } = value as Record<string, unknown>;
    if (typeof Action !== "string") return null;
    return {
      Action,
      ...(typeof Package === "string" ? { Package } : {}),
      ...(typeof Test === "string" ? { Test } : {}),
      ...(typeof Output === "string" ? { Output } : {}),
    };
  } catch {
    return null;
  }
};
