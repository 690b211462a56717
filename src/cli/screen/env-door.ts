/** The door `env`: what a child in the sandbox gets of this process's variables, and of those that are asked for it. */
import { z } from "zod";
import { isolateGit } from "../../git/isolate-git.ts";
import { buildEnvironment, type ChildEnvironment } from "../../sandbox/build-environment.ts";
import { findToolchains } from "../../sandbox/find-toolchains.ts";
import { createDoor, refused, type Verdict } from "./door.ts";

const places = { home: "/sandbox/home", temporary: "/sandbox/tmp" };

const variables = z.record(z.string(), z.string());

/** Stands for the value of a name without one. */
const someValue = "value";

/** A JSON object, or lines `NAME=value`; a name alone has some value. Null when it is neither. */
const parseVariables = (text: string): Record<string, string> | null => {
  if (text.trimStart().startsWith("{")) {
    try {
      return variables.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }
  const lines = text
    .split("\n")
    .map((line) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(line.trim()) ? `${line.trim()}=${someValue}` : line));
  const pairs = lines.flatMap((line) => (line.trim() === "" ? [] : [[line, line.indexOf("=")] as const]));
  if (pairs.some(([, at]) => at < 1)) return null;
  return Object.fromEntries(pairs.map(([line, at]) => [line.slice(0, at), line.slice(at + 1)]));
};

type Fate = Extract<Verdict, "absent" | "present" | "rewritten">;

const fateOf = (before: string, after: string | undefined): Fate => {
  if (after === undefined) return "absent";
  return after === before ? "present" : "rewritten";
};

export const envDoor = createDoor({
  name: "env",
  summary: "variables of this process (JSON object, or lines NAME=value), and what a child gets of them",
  help: {
    of: "sandbox (default), or git: a git process of the bot's own",
    asked: "names that are asked for a child in the sandbox beside PATH and toolchains",
  },
  options: z.strictObject({
    of: z.enum(["sandbox", "git"]).default("sandbox"),
    asked: z.array(z.string()).max(100).default([]),
  }),
  screen: (text, { of, asked }) => {
    const own = parseVariables(text);
    if (own === null) return refused("neither a JSON object of strings nor lines NAME=value");
    const extra = Object.fromEntries(
      asked.flatMap((name) => (Object.hasOwn(own, name) ? [[name, own[name] ?? ""]] : [])),
    );
    const given = {
      ...findToolchains(own, (path) => Object.values(own).includes(path)),
      ...(own.PATH ? { PATH: own.PATH } : {}),
      ...extra,
    };
    const child: ChildEnvironment =
      of === "git" ? { env: isolateGit([], "/repository.git").env, refused: [] } : buildEnvironment(places, given);
    const fates = Object.entries(own).map(([name, value]) => [name, fateOf(value, child.env[name])] as const);
    const kinds = new Set(fates.map(([, fate]) => fate));
    const count = (kind: Fate) => `${fates.filter(([, fate]) => fate === kind).length} ${kind}`;
    return {
      verdict: kinds.size === 1 ? (fates[0]?.[1] ?? "accepted") : kinds.size === 0 ? "accepted" : "sanitised",
      reason: `${count("absent")}, ${count("present")}, ${count("rewritten")}`,
      text: JSON.stringify(child.env),
      details: { variables: Object.fromEntries(fates), refused: child.refused },
    };
  },
});
