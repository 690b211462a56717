/** Lists the fix commits of a repository's history by their messages, in an order that only the hashes decide. */
import { git } from "../../../src/git/run-git.ts";
import type { Repository } from "./find-repositories.ts";
import { closedIssues, isChoreSubject, isFixSubject } from "./fix-message.ts";

export type Fix = { commit: string; base: string; message: string; closes: number[] };

const isPullMerge = (subject: string): boolean => /^Merge (?:pull request|PR) #\d+/i.test(subject);

/** Merges count only as merges of a pull request; they are compared with their first parent. */
export const readFixes = async ({ repo, gitDir }: Repository): Promise<Fix[]> => {
  const format = "--format=%H%x00%P%x00%B%x00%x00";
  const log = (await git(["log", format, "HEAD"], { gitDir, maxBytes: 1024 * 1024 * 1024 })).toString("utf8");
  const fixes: Fix[] = [];
  for (const entry of log.split("\0\0\n")) {
    const [commit, parents = "", message = ""] = entry.split("\0");
    const [base, other] = parents.split(" ");
    if (!commit || !base) continue;
    const subject = message.split("\n", 1)[0] ?? "";
    if (other !== undefined && !isPullMerge(subject)) continue;
    const closes = closedIssues(message, repo);
    const title = isPullMerge(subject)
      ? (message
          .split("\n")
          .slice(1)
          .find((line) => line.trim() !== "") ?? "")
      : subject;
    if ((closes.length > 0 && !isChoreSubject(title)) || isFixSubject(title))
      fixes.push({ commit, base, message, closes });
  }
  return fixes.toSorted((one, two) => (one.commit < two.commit ? -1 : 1));
};
