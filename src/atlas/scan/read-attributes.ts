/** Reads what the .gitattributes files of a tree say to linguist: generated, vendored or documentation, on or off. */
import { classifyPath } from "./classify-path.ts";
import type { FileRole } from "./file-role.ts";
import { compilePattern, type PathMatcher } from "./path-pattern.ts";

const roles: ReadonlyMap<string, FileRole> = new Map([
  ["linguist-vendored", "vendored"],
  ["linguist-generated", "generated"],
  ["linguist-documentation", "docs"],
]);

/** More lines about linguist than this are left unread, so that paths × lines stays bounded. */
const maxAttributeRules = 2_000;

/** Git itself reads no longer lines. */
const maxLineLength = 2_048;

type Setting = { role: FileRole; isOn: boolean | null };
type Rule = { matches: PathMatcher; settings: Setting[] };
/** Rules of one file, for the paths below its directory (`""` or `a/b/`). */
type Scope = { directory: string; rules: Rule[] };

/**
 * Takes the .gitattributes files (`path` from the top) and gives the role that they decide for a path, null where they decide none.
 * An attribute that is off (`-linguist-generated`, `=false`) gives the role that the path's name has otherwise. Deeper files
 * overrule, then later lines. Broken lines are ignored.
 */
export const readAttributes = (
  files: readonly { path: string; text: string }[],
): ((path: string) => FileRole | null) => {
  let count = 0;
  const scopes: Scope[] = [];
  const byDepth = files.map(({ path, text }) => ({ directory: path.slice(0, path.lastIndexOf("/") + 1), text }));
  byDepth.sort((a, b) => a.directory.length - b.directory.length || (a.directory < b.directory ? -1 : 1));
  for (const { directory, text } of byDepth) {
    const rules: Rule[] = [];
    if (text.includes("linguist-")) {
      for (const line of text.split(/\r?\n/)) {
        const rule = count < maxAttributeRules ? readLine(line) : null;
        if (rule) {
          rules.push(rule);
          count++;
        }
      }
    }
    if (rules.length > 0) scopes.push({ directory, rules });
  }
  return (path) => (count === 0 ? null : decide(scopes, path));
};

const readLine = (line: string): Rule | null => {
  if (line.length > maxLineLength) return null;
  const [, quoted, bare, attributes = ""] = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]\S*))\s+(\S.*)$/.exec(line) ?? [];
  const pattern = bare ?? quoted?.replace(/\\(["\\])/g, "$1");
  if (pattern === undefined || /^[#!]|^\[attr\]/.test(pattern)) return null;
  const settings = attributes.split(/\s+/).flatMap(readSetting);
  const matches = settings.length > 0 ? compilePattern(pattern, { descends: false, hasSets: true }) : null;
  return matches && { matches, settings };
};

/** `name`, `-name`, `!name` (says nothing), `name=value`; an unknown value is no setting. */
const readSetting = (word: string): Setting[] => {
  const [, sign, name = "", value] = /^([-!]?)([^=]+)(?:=(.*))?$/.exec(word) ?? [];
  const role = roles.get(name);
  if (role === undefined) return [];
  if (sign === "!") return [{ role, isOn: null }];
  if (sign === "-" || value === "false") return [{ role, isOn: false }];
  return value === undefined || value === "true" || value === "" ? [{ role, isOn: true }] : [];
};

const decide = (scopes: readonly Scope[], path: string): FileRole | null => {
  const found = new Map<FileRole, boolean | null>();
  for (const { directory, rules } of scopes) {
    if (!path.startsWith(directory)) continue;
    const names = path.slice(directory.length).split("/");
    for (const { matches, settings } of rules) {
      if (matches(names)) for (const { role, isOn } of settings) found.set(role, isOn);
    }
  }
  for (const role of roles.values()) if (found.get(role)) return role;
  const denied = [...found].filter(([, isOn]) => isOn === false).map(([role]) => role);
  return denied.length > 0 ? classifyPath(path, denied) : null;
};
