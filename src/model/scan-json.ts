/** Finds the end of a JSON object and holds it to the limits, before anything is parsed into objects. */
import { failure, type Result, success } from "../domain/result.ts";

const maxDepth = 16;
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** `limit` must never be worked around; `syntax` means that this was no JSON object, or a cut or broken one. */
export type ScanFault = { kind: "limit" | "syntax"; message: string };

/** `end` is the index after the closing brace; `json` is the object with two harmless slips mended. */
export type ScannedObject = { end: number; json: string };

type Level = { close: "}" | "]"; keys: Set<string>; awaitsKey: boolean };

const escapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Reads the object that starts at `text[start]`, which must be `{`. Mends what models get wrong and what can only mean one
 * thing: raw newlines and tabs inside strings, and a comma before a closing bracket. Linear in the length of the object.
 */
export const scanJsonObject = (text: string, start: number): Result<ScannedObject, ScanFault> => {
  const levels: Level[] = [];
  const pieces: string[] = [];
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    const level = levels.at(-1);
    if (char === '"') {
      const string = readString(text, at);
      if (string === null) break;
      if (level?.awaitsKey) {
        const fault = registerKey(level, string.json);
        if (fault !== null) return failure({ kind: "limit", message: fault });
      }
      pieces.push(string.json);
      at = string.end;
      continue;
    }
    if (char === "{" || char === "[") {
      if (levels.length === maxDepth)
        return failure({ kind: "limit", message: `the JSON is nested deeper than ${maxDepth} levels` });
      levels.push({ close: char === "{" ? "}" : "]", keys: new Set(), awaitsKey: char === "{" });
    } else if (char === "}" || char === "]") {
      if (level?.close !== char)
        return failure({ kind: "syntax", message: `the JSON has "${char}" where "${level?.close ?? "{"}" belongs` });
      levels.pop();
      if (levels.length === 0) return success({ end: at + 1, json: pieces.join("") + char });
    } else if (char === "," && level !== undefined) {
      level.awaitsKey = level.close === "}";
      if (nextVisible(text, at + 1) === level.close) {
        at += 1;
        continue;
      }
    }
    pieces.push(char);
    at += 1;
  }
  return failure({
    kind: "syntax",
    message: "the JSON ends before it is closed: the reply was cut off, or a quote or brace is missing",
  });
};

const readString = (text: string, start: number): { json: string; end: number } | null => {
  let json = '"';
  let from = start + 1;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') return { json: json + text.slice(from, at + 1), end: at + 1 };
    if (char === "\\") at += 1;
    else if (escapes[char] !== undefined) {
      json += text.slice(from, at) + escapes[char];
      from = at + 1;
    }
  }
  return null;
};

const registerKey = (level: Level, json: string): string | null => {
  level.awaitsKey = false;
  const key = decodeString(json);
  if (key === null) return null;
  if (forbiddenKeys.has(key)) return `the JSON has the key ${JSON.stringify(key)}, which is not allowed`;
  if (level.keys.has(key)) return `the JSON has the key ${JSON.stringify(key.slice(0, 80))} twice in one object`;
  level.keys.add(key);
  return null;
};

/** Null for a broken escape: the parser that runs afterwards reports it with its position. */
const decodeString = (json: string): string | null => {
  try {
    return JSON.parse(json) as string;
  } catch {
    return null;
  }
};

const nextVisible = (text: string, from: number): string => {
  let at = from;
  while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charAt(at);
};
