/** Parses the text of a CODEOWNERS file into rules by GitHub's documented syntax; a broken line is a fault and no rule. */
import { compilePattern, type PathMatcher } from "../scan/path-pattern.ts";
import { hideAddresses } from "./hide-addresses.ts";

export type CodeownersRule = {
  /** 1-based. */
  line: number;
  pattern: string;
  /** `@user`, `@org/team`, or `(address)` for a mail address; empty: nobody owns what the pattern matches. */
  owners: string[];
  matches: PathMatcher;
  /** `apps/github` or `apps/` when the pattern is one path from the top without wildcards, which most are; null otherwise. */
  plainPath: string | null;
};

export type CodeownersFault = { line: number; text: string; reason: string };

export type ParsedCodeowners = { rules: CodeownersRule[]; faults: CodeownersFault[] };

const maxLineLength = 10_000;
const maxShown = 200;
const maxFaults = 100;

/** A pattern may hold `\ ` for a space; from ` #` on, and from any `#` behind the pattern, all is comment. */
const linePattern = /^((?:\\.|[^\s\\])+)(.*)$/s;
const ownerPattern = /^@[A-Za-z0-9][A-Za-z0-9_-]*(?:\/[A-Za-z0-9_.-]+)?$/;
const addressPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** `[Name]`, `^[Name]`, `[Name][2] @owner`: sections of GitLab. */
const sectionPattern = /^\^?\[[^\]]+\](?:\[\d+\])?(?:\s|$)/;

export const parseCodeowners = (text: string): ParsedCodeowners => {
  const rules: CodeownersRule[] = [];
  const faults: CodeownersFault[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.trim();
    if (content === "" || content.startsWith("#")) continue;
    const parsed = content.length > maxLineLength ? "The line is too long" : parseLine(content);
    if (typeof parsed === "object") rules.push({ line: index + 1, ...parsed });
    else if (faults.length < maxFaults)
      faults.push({
        line: index + 1,
        text: hideAddresses(content.slice(0, maxLineLength)).slice(0, maxShown),
        reason: parsed,
      });
  }
  return { rules, faults };
};

const parseLine = (content: string): Omit<CodeownersRule, "line"> | string => {
  if (sectionPattern.test(content)) return "GitHub knows no sections";
  const [, pattern, rest = ""] = linePattern.exec(content) ?? [];
  if (pattern === undefined) return "The pattern ends in a backslash";
  if (pattern.startsWith("!")) return "GitHub knows no negation with !";
  if (pattern.startsWith("\\#")) return "GitHub does not know \\# at the start of a pattern";
  const owners = rest.replace(/#.*$/s, "").split(/\s+/).filter(Boolean);
  const wrong = owners.find((owner) => !ownerPattern.test(owner) && !addressPattern.test(owner));
  if (wrong !== undefined) return `Not an owner: ${hideAddresses(wrong).slice(0, maxShown)}`;
  const matches = compilePattern(pattern, { descends: true, hasSets: false });
  if (matches === null) return "The pattern has no meaning";
  const shown = owners.map((owner) => (owner.startsWith("@") ? owner : "(address)"));
  const isPlain = !/[*?\\]|\/\//.test(pattern) && pattern.slice(0, -1).includes("/");
  return { pattern, owners: [...new Set(shown)], matches, plainPath: isPlain ? pattern.replace(/^\//, "") : null };
};
