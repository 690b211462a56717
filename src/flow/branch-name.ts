/** Branch names: a fixed root, the issue's number and a slug; nothing of the title but `[a-z0-9-]` survives. */

export const branchRoot = "agent/";

/** At most 40 characters of `[a-z0-9-]`, cut at a word; may be empty. */
export const renderSlug = (title: string): string => {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ");
  let slug = "";
  for (const word of words) {
    const next = slug ? `${slug}-${word}` : word.slice(0, 40);
    if (next.length > 40) break;
    slug = next;
  }
  return slug;
};

/** `agent/7-add-export`, and for the second run `agent/7-add-export-2`. */
export const renderBranch = (issue: number, title: string, run: number): string => {
  const slug = renderSlug(title) || "change";
  return `${branchRoot}${issue}-${slug}${run > 1 ? `-${run}` : ""}`;
};

/** Prefix of every branch of an issue. */
export const branchPrefix = (issue: number): string => `${branchRoot}${issue}-`;

const maxSlug = 40;

/** The issue of a branch below our root, with a slug of at most 40 characters and perhaps the number of a run; null for every other name. */
export const parseBranch = (branch: string): number | null => {
  const match = /^agent\/([1-9]\d{0,8})-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(branch);
  if (!match) return null;
  const [, issue, name = ""] = match;
  const slug = name.length > maxSlug ? name.replace(/-[1-9]\d{0,2}$/, "") : name;
  return slug.length <= maxSlug ? Number(issue) : null;
};
