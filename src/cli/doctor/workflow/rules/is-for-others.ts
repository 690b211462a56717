/** Conditions under which a job or step never runs for a pull request of the bot, since they ask who opened it. */

const opener = /^github\.event\.pull_request\.user\.(?:login\s?==\s?'([^']{1,100})'|id\s?==\s?'?(\d{1,15})'?)$/;

/** Bots that bring updates, by login and id. Any other account may be the one that Draftsmith acts as. */
const others = ["dependabot[bot]", "49699333", "renovate[bot]", "29139614", "pre-commit-ci[bot]", "66853113"];

/** One part of a conjunction is enough; an alternative anywhere makes it no promise. */
export const isForOthers = (condition: unknown): boolean => {
  if (typeof condition !== "string" || condition.includes("||")) return false;
  const plain = condition.trim().replace(/^\$\{\{|\}\}$/g, "");
  return plain.split("&&").some((part) => {
    const match = opener.exec(part.trim());
    const account = match?.[1] ?? match?.[2];
    return account !== undefined && others.includes(account.toLowerCase());
  });
};
