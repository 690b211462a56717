/** Tells by a name in git's log that a program made the commit. */

const bots =
  /\[bot\]$|(?:^|[-_ ])bot$|^(?:dependabot|renovate|greenkeeper|snyk|pre-commit-ci|github[- ]actions?|web-flow)\b/i;

export const isBotName = (name: string): boolean => bots.test(name.trim());
