/** Finds the runner's own call behind a test command: in plain sight, behind a wrapper, or in a script of the package.json. */
import type { PackageManifest } from "./read-package.ts";

export type RunnerCall = {
  /** The runner's own call, such as `vitest run src`. */
  words: string[];
  /** The text of the script that holds the call, or the command; what it chooses is not chosen again. */
  text: string;
  /** The whole command with these arguments at the end of the runner's call. */
  append: (args: string[]) => string[];
  /** The whole command with other words in place of the runner's call; null where more than that call would change. */
  replace: ((words: string[]) => string[]) | null;
};

const managers = ["npm", "pnpm", "yarn"];
const maxDepth = 3;

/** Null where a shell would do more with the script than split and unquote its last command. */
export const findRunnerCall = (argv: string[], manifest: PackageManifest | null, depth = 0): RunnerCall | null => {
  const call = scriptCall(argv);
  if (call === null) {
    const words = unwrap(argv);
    const front = argv.slice(0, argv.length - words.length);
    return {
      words,
      text: argv.join(" "),
      append: (args) => [...argv, ...args],
      replace: (other) => [...front, ...other],
    };
  }
  const script = manifest?.scripts[call.script] ?? "";
  const words = plainWords(script.split("&&").at(-1) ?? "");
  if (words === null || depth >= maxDepth) return null;
  const inner = findRunnerCall(words, manifest, depth + 1);
  if (inner === null) return null;
  const hasHooks = [`pre${call.script}`, `post${call.script}`].some((name) => manifest?.scripts[name] !== undefined);
  const isAlone = !script.includes("&&") && !hasHooks && !isAssignment(words[0] ?? "");
  return {
    words: inner.words,
    text: `${script} ${inner.text}`,
    // Arguments that a package manager appends reach the last command of the script.
    append: (args) => [...argv, ...(call.manager === "npm" ? ["--"] : []), ...inner.append(args).slice(words.length)],
    replace: isAlone ? inner.replace : null,
  };
};

const scriptCall = (argv: string[]): { manager: string; script: string } | null => {
  const [manager = "", verb = "", name] = argv;
  if (!managers.includes(manager)) return null;
  if (argv.length === 2 && ["test", "t"].includes(verb)) return { manager, script: "test" };
  if (argv.length === 3 && verb === "run" && name !== undefined) return { manager, script: name };
  return null;
};

const isAssignment = (word: string): boolean => /^\w+=/.test(word);

/** Programs that run the program that follows them, and words that belong to them. */
const wrappers: string[][] = [
  ["env"],
  ["npx"],
  ["cross-env"],
  ["c8"],
  ["nyc"],
  ...["poetry", "uv", "pipenv", "hatch", "rye"].map((name) => [name, "run"]),
  ["pnpm", "exec"],
  ["yarn", "exec"],
];

const unwrap = (argv: string[]): string[] => {
  let words = argv;
  for (let count = 0; count < 5; count++) {
    const wrapper = wrappers.find((each) => each.every((word, i) => words[i] === word));
    const next = words.findIndex(
      (word, i) => i >= (wrapper?.length ?? 0) && !(wrapper && word.startsWith("-")) && !isAssignment(word),
    );
    if (next <= 0) return words;
    words = words.slice(next);
  }
  return words;
};

/** The words of one simple command, unquoted; assignments may stand in front of it. */
const plainWords = (command: string): string[] | null => {
  const words = command.trim().match(/'[^']*'|"[^"$`\\]*"|[^\s'"]+/g) ?? [];
  const spaced = words.join(" ") === command.trim().replace(/\s+/g, " ");
  const start = words.findIndex((word) => !isAssignment(word));
  const isPlain = words.every((word, i) => /^['"]/.test(word) || !special.test(partAfterName(word, i < start)));
  return isPlain && spaced && words.length > 0 ? words.map((word) => word.replace(/^(['"])(.*)\1$/, "$2")) : null;
};

const special = /[;&|<>$`\\(){}!#=~]/;

const partAfterName = (word: string, isInFront: boolean): string =>
  isInFront ? word.replace(/^\w+=/, "").replaceAll("=", "") : word.replace(/^--[\w-]+=/, "");

/** The program names its own reporters, so nothing is said about them again. */
export const choosesReporter = (text: string): boolean => /--(test-)?reporters?\b|--outputFile\b/.test(text);
