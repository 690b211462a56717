/** Chooses which host directories commands see read-only, so that the tools on the host's PATH work and nothing private shows. */
import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { isBelow } from "./is-below.ts";
import { systemDirectories, toolDirectories } from "./view/system-paths.ts";

export type ToolOptions = {
  /** `PATH` of the host. */
  path: string;
  toolchains: Record<string, string>;
  /** The operator's list. */
  readOnlyMounts: string[];
  /** Directories that no mount may show as a whole: homes, the tree, scratch. */
  hidden: string[];
};

export type Tools = {
  /** Host paths, all of them there. */
  mounts: string[];
  /** Paths of the operator and of toolchains that are not shown. */
  refused: string[];
};

/** Variables whose directory or file is shown; others, such as CARGO_HOME with its credentials, are not. */
const shownVariables = new Set([
  ...["RUSTUP_HOME", "GOROOT", "JAVA_HOME", "PYENV_ROOT", "RBENV_ROOT", "VOLTA_HOME", "DOTNET_ROOT"],
  ...["NVM_DIR", "ASDF_DATA_DIR", "SDKMAN_DIR"],
  ...["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"],
]);
const ofTheSystem = ["/proc", "/sys", "/dev", "/run", "/var/run", "/etc/shadow", "/etc/ssh"];

/** Names below which tools keep credentials. */
const secretNames =
  /\/(\.(ssh|aws|azure|gnupg|kube|docker|config|netrc|npmrc|pypirc|git-credentials|gitconfig|password-store|m2|gradle|env[^/]*)|credentials[^/]*)(\/|$)/i;

export const findTools = ({ path, toolchains, readOnlyMounts, hidden }: ToolOptions): Tools => {
  const shown = Object.entries(toolchains).flatMap(([name, value]) => (shownVariables.has(name) ? [value] : []));
  const asked = [...readOnlyMounts, ...shown].map((each) => resolve("/", each)).filter(existsSync);
  const isPrivate = (each: string): boolean =>
    [each, realpathSync(each)].some(
      (one) =>
        one.includes("\n") ||
        secretNames.test(one) ||
        hidden.some((secret) => isBelow(secret, one)) ||
        ofTheSystem.some((system) => isBelow(one, system) || isBelow(system, one)),
    );
  const refused = asked.filter(isPrivate);
  const mounts = [...asked, ...path.split(delimiter).flatMap((entry) => toolsOf(entry, hidden))]
    .filter((each) => !isPrivate(each))
    .filter((each) => ![...systemDirectories, ...toolDirectories].some((system) => isBelow(each, system)));
  return { mounts: [...new Set(mounts)].sort(), refused: [...new Set(refused)].sort() };
};

/** What makes the programs of one PATH entry work. */
const toolsOf = (entry: string, homes: string[]): string[] => {
  if (!isAbsolute(entry) || !existsSync(entry)) return [];
  const found: string[] = [];
  const node = join(entry, "node");
  if (existsSync(node)) found.push(prefixOf(dirname(realpathSync(node))));
  // Proxies of rustup; the directory around it may hold credentials.
  if (existsSync(join(entry, "rustup"))) found.push(entry);
  else if (basename(entry) !== ".bin" && !homes.some((home) => isBelow(entry, home))) found.push(prefixOf(entry));
  return found;
};

/** The installation that a directory of programs belongs to; the directory itself where that would show too much. */
const prefixOf = (directory: string): string => {
  const prefix = dirname(directory);
  const isWide = prefix.split("/").length < 3 || existsSync(join(prefix, ".git"));
  return basename(directory) === "bin" && !isWide ? prefix : directory;
};
