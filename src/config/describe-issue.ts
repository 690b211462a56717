/** Says in words what a schema issue means: what is wrong, and what is allowed instead. */
import type { z } from "zod";
import { knownKeys, nearestKey } from "./known-keys.ts";
import type { Path } from "./read-yaml.ts";

type Description = { path: Path; message: string };

const commands = ["install", "test", "start"];

const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const nounOf = (value: unknown): string => {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object"
    ? "a mapping"
    : `${typeof value === "string" ? "the text" : "the value"} ${quote(value)}`;
};

const expected: Record<string, string> = {
  array: "a list",
  object: "a mapping of keys to values",
  string: "a text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
};

/** A command that was written as one string, shown as the list it should be. */
const commandFault = (command: string): string => {
  const words = command
    .trim()
    .split(/\s+/)
    .map((word) => (/^[\w./@=-]+$/.test(word) ? word : JSON.stringify(word)));
  const shell = /[|&;<>$`"'()*]/.test(command)
    ? "; no shell reads it, so put quotes, pipes and variables into a script"
    : "";
  return `a command is a list of words, write [${words.join(", ").slice(0, 200)}] in place of ${quote(command)}${shell}`;
};

const sizeFault = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, value: unknown): string => {
  const isSmall = issue.code === "too_small";
  const limit = isSmall ? issue.minimum : issue.maximum;
  if (issue.origin === "string")
    return `${isSmall ? "is empty" : "is too long"}; ${isSmall ? "at least" : "at most"} ${limit} characters`;
  if (issue.origin === "array")
    return `has ${isSmall ? "too few" : "too many"} entries; ${isSmall ? "at least" : "at most"} ${limit}`;
  const bound = issue.inclusive ? (isSmall ? "at least" : "at most") : isSmall ? "more than" : "less than";
  return `${quote(value)} is out of range; ${bound} ${limit} is allowed`;
};

const isOfAnotherType = (issue: z.core.$ZodIssue): boolean => issue.code === "invalid_type" && issue.path.length === 0;

/** The faults of the choice that has the value's type; where none has, all types that may stand there. */
const describeUnion = (issue: z.core.$ZodIssueInvalidUnion, value: unknown): Description[] => {
  const path = issue.path as Path;
  const meant = issue.errors.find((faults) => !faults.some(isOfAnotherType));
  if (meant !== undefined)
    return meant.flatMap((fault) => {
      const inner = (fault.path as Path).reduce<unknown>(
        (whole, key) => (whole as Record<string, unknown>)?.[key],
        value,
      );
      return describeIssue({ ...fault, path: [...path, ...fault.path] }, inner);
    });
  const nouns = issue.errors
    .flat()
    .flatMap((fault) => (fault.code === "invalid_type" ? (expected[fault.expected] ?? []) : []));
  return [{ path, message: `expected ${nouns.join(" or ")}, found ${nounOf(value)}` }];
};

/** One issue of the settings schema as one fault or, for several unknown keys, as several. */
export const describeIssue = (issue: z.core.$ZodIssue, value: unknown): Description[] => {
  const path = issue.path as Path;
  const one = (message: string) => [{ path, message }];
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys(path);
      return issue.keys.map((key) => {
        const nearest = nearestKey(key, known);
        const hint = nearest === null ? `known keys: ${known.join(", ")}` : `did you mean ${nearest}?`;
        return { path: [...path, key.slice(0, 60)], message: `unknown key; ${hint}` };
      });
    }
    case "invalid_type":
      if (issue.expected === "array" && typeof value === "string" && commands.includes(String(path.at(-1))))
        return one(commandFault(value));
      return one(`expected ${expected[issue.expected] ?? issue.expected}, found ${nounOf(value)}`);
    case "invalid_value":
      return one(`${quote(value)} is not allowed; one of ${issue.values.join(", ")}`);
    case "too_small":
    case "too_big":
      return one(sizeFault(issue, value));
    case "invalid_format":
      if (issue.format === "regex") return one(`${quote(value)} ${issue.message}`);
      return one(`${quote(value)} is not a valid ${issue.format === "url" ? "URL" : issue.format}`);
    case "invalid_union":
      return describeUnion(issue, value);
    default:
      return one(issue.message);
  }
};
