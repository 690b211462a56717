/** Turns the fixes of one repository into cases: those with an issue first, then those with a commit message. */
import { createHash } from "node:crypto";
import { runGit } from "../../../src/git/run-git.ts";
import type { Case, CaseKind } from "./case.ts";
import { findGold, readPatch } from "./find-gold.ts";
import type { Repository } from "./find-repositories.ts";
import { cleanMessage } from "./fix-message.ts";
import { type Fix, readFixes } from "./read-fixes.ts";
import type { Issue, Prepared } from "./sources.ts";

export type Request = {
  kinds: ReadonlySet<CaseKind>;
  /** Most cases of each kind from one repository. */
  perRepository: number;
  issues: Issue[];
  prepared: Prepared[];
};

/** What a case is made from; the patch is read only when it is wanted. */
type Candidate = { id: string; kind: CaseKind; base: string; text: string; fix?: string; patch?: string };

const minTextLength = 30;

/** An even sample of the history that needs no random numbers. */
const shuffled = (candidates: Candidate[]): Candidate[] =>
  candidates
    .map((candidate) => ({ candidate, key: createHash("sha256").update(candidate.id).digest("hex") }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ candidate }) => candidate);

const resolveCommit = async (gitDir: string, name: string): Promise<string | null> => {
  const { exitCode, stdout } = await runGit(["rev-parse", "--verify", "--quiet", `${name}^{commit}`], { gitDir });
  return exitCode === 0 ? stdout.toString("utf8").trim() : null;
};

const fromPrepared = ({ repo }: Repository, prepared: Prepared[]): Candidate[] =>
  prepared.map(({ id, base, text, fix, patch }) => ({
    id: id ?? `${repo}@${(fix ?? base).slice(0, 12)}`,
    kind: "issue",
    base,
    text,
    ...(fix === undefined ? {} : { fix }),
    ...(patch === undefined ? {} : { patch }),
  }));

const fromIssues = ({ repo }: Repository, issues: Issue[], fixes: Fix[]): Candidate[] =>
  issues.flatMap(({ number, title, body, base, fix: given }) => {
    const fix = given ?? fixes.find(({ closes }) => closes.includes(number))?.commit;
    if (fix === undefined) return [];
    const text = body ? `${title}\n\n${body}` : title;
    return [{ id: `${repo}#${number}`, kind: "issue", base: base ?? `${fix}^1`, text, fix }];
  });

const fromCommits = ({ repo }: Repository, fixes: Fix[]): Candidate[] =>
  fixes.map(({ commit, base, message }) => ({
    id: `${repo}@${commit.slice(0, 12)}`,
    kind: "commit",
    base,
    text: cleanMessage(message),
    fix: commit,
  }));

const toCase = async ({ repo, gitDir }: Repository, candidate: Candidate): Promise<Case | null> => {
  const { id, kind, text, fix } = candidate;
  if (text.length < minTextLength) return null;
  const base = await resolveCommit(gitDir, candidate.base);
  if (base === null) return null;
  const patch = candidate.patch ?? (fix === undefined ? null : await readPatch(gitDir, base, fix));
  const gold = patch === null ? null : await findGold(gitDir, base, patch);
  return gold && { id, repo, gitDir, base, kind, language: gold.language, text, gold: gold.gold, lines: gold.lines };
};

/** At most one case per issue, per fix, and per base and gold. */
export const buildCases = async (repository: Repository, request: Request): Promise<Case[]> => {
  const isHere = ({ repo }: { repo: string }): boolean => repo.toLowerCase() === repository.repo.toLowerCase();
  const issues = request.issues.filter(isHere);
  const needsHistory = request.kinds.has("commit") || issues.some(({ fix }) => fix === undefined);
  const fixes = needsHistory ? await readFixes(repository) : [];
  const candidates = [
    ...shuffled([
      ...fromPrepared(repository, request.prepared.filter(isHere)),
      ...fromIssues(repository, issues, fixes),
    ]),
    ...shuffled(fromCommits(repository, fixes)),
  ];
  const cases: Case[] = [];
  const left: Record<CaseKind, number> = { issue: request.perRepository, commit: request.perRepository };
  const seen = new Set<string>();
  for (const candidate of candidates) {
    if (!request.kinds.has(candidate.kind) || left[candidate.kind] === 0) continue;
    if (seen.has(candidate.id) || (candidate.fix !== undefined && seen.has(candidate.fix))) continue;
    const one = await toCase(repository, candidate);
    if (!one) continue;
    const key = `${one.base} ${one.gold.join(" ")}`;
    if (seen.has(key)) continue;
    seen.add(key).add(candidate.id);
    if (candidate.fix !== undefined) seen.add(candidate.fix);
    left[candidate.kind]--;
    cases.push(one);
  }
  return cases;
};
