/** Keeps the scripts of dependencies from running while they are installed. */

type Rule = { manager: string; commands: string[]; flag: string; alternatives: string[] };

const rules: Rule[] = [
  {
    manager: "npm",
    commands: ["ci", "clean-install", "ic", "install", "i", "add"],
    flag: "--ignore-scripts",
    alternatives: [],
  },
  { manager: "pnpm", commands: ["install", "i"], flag: "--ignore-scripts", alternatives: [] },
  { manager: "yarn", commands: ["install"], flag: "--ignore-scripts", alternatives: ["--mode=skip-build", "--mode"] },
  { manager: "bun", commands: ["install", "i"], flag: "--ignore-scripts", alternatives: [] },
];

/** Options whose value is the next word, which is no command then. */
const takesValue = new Set(["--prefix", "-C", "--dir", "--cwd", "-w", "--workspace", "-F", "--filter", "--userconfig"]);

/** `hasYarnSettings` tells that a .yarnrc.yml lies there, so that yarn is a newer one. `added` is null when nothing was missing. */
export const hardenCommand = (argv: string[], hasYarnSettings: boolean): { argv: string[]; added: string | null } => {
  const [manager = "", ...rest] = argv;
  const rule = rules.find((each) => each.manager === manager);
  if (!rule) return { argv, added: null };
  const verb = rest.find((word, at) => !word.startsWith("-") && !takesValue.has(rest[at - 1] ?? ""));
  const isBareYarn = manager === "yarn" && verb === undefined;
  if (!isBareYarn && !rule.commands.includes(verb ?? "")) return { argv, added: null };
  // Whoever wrote `--ignore-scripts=false` has thought about it.
  const isSettled = rest.some(
    (word) =>
      [rule.flag, "--no-ignore-scripts", ...rule.alternatives].includes(word.split("=")[0] ?? "") ||
      rule.alternatives.includes(word),
  );
  if (isSettled) return { argv, added: null };
  const flag = manager === "yarn" && hasYarnSettings ? "--mode=skip-build" : rule.flag;
  return { argv: [...(isBareYarn ? [manager, "install", ...rest] : argv), flag], added: flag };
};
