/** Decides whether an address is a page of our own repository that may stay a link. */

export type RepositoryName = { owner: string; name: string };

const pages = ["blob", "tree", "commit", "compare", "actions", "security", "wiki", "releases"];

/** The address in its plain form, or null when it leads elsewhere, starts something, or refers to an issue that is not ours. */
export const ownLink = (address: string, repository: RepositoryName, ownIssue: number | null): string | null => {
  if (!/^https:\/\/github\.com\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.origin !== "https://github.com" || url.username !== "" || url.search !== "") return null;
  const [owner = "", name = "", page = "", ...rest] = url.pathname.slice(1).split("/");
  const isOurs =
    owner.toLowerCase() === repository.owner.toLowerCase() && name.toLowerCase() === repository.name.toLowerCase();
  const isIssue = page === "issues" && ownIssue !== null && rest.join("/") === String(ownIssue);
  if (!isOurs || !(pages.includes(page) || isIssue)) return null;
  return /^[\w./~+%#@:-]+$/.test(url.pathname + url.hash) ? url.href : null;
};
