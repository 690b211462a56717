/** Breaks up what makes GitHub and other builders skip their checks, in any text that may end in a commit message. */

const skips = ["skip", "no", "skipped", "ignore", "disable"];
const skipped = [
  ...["ci", "cd", "action", "actions", "check", "checks", "build", "builds", "test", "tests", "deploy", "preview"],
  ...["workflow", "workflows", "pipeline", "pipelines", "travis", "circleci", "appveyor", "azp", "azurepipelines"],
  ...["netlify", "vercel", "render", "pages", "cf", "drone", "buildkite", "semaphore", "jenkins", "gitlab", "github"],
  ...["release", "changelog", "review", "all"],
];
const glued = /^(?:skipci|ciskip|noci|cino|skipactions|actionsskip|skipchecks|skiptests|skipbuild|nobuild)$/;

/** True for `skip ci`, `ci skip`, `no-build` and their kin, whatever stands between the words. */
const isSkip = (words: string): boolean => {
  const parts = words
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part !== "");
  if (parts.length > 4) return false;
  return (
    parts.some((part) => glued.test(part)) ||
    (parts.some((part) => skips.includes(part)) && parts.some((part) => skipped.includes(part)))
  );
};

/** Brackets become parentheses, stars and colons give way; other brackets stay. */
export const breakSkips = (text: string): string =>
  text
    .replace(/\[([^[\]\n]{0,60})\]/g, (all, words: string) => (isSkip(words) ? `(${words})` : all))
    .replace(/(?<!\*)\*{2,}[ \t]{0,5}NO[_ ]CI[ \t]{0,5}\*{2,}|^[ \t]*NO_CI[ \t]*$/gim, "NO CI")
    .replace(/\b(skip-checks)[ \t]{0,5}:[ \t]{0,5}(?=true)/gi, "$1 - ");
