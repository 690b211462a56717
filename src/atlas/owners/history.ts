/** What git's log tells of the repository: who changed which files when, and in what words. */

export type Commit = {
  /** Seconds since 1970, of the commit (not of its authoring). */
  time: number;
  /** The name that git gives through the mailmap, never the address. */
  author: string;
  isBot: boolean;
  subject: string;
  /** At most 2,000 characters, without mail addresses. */
  body: string;
  /** Paths from the top; empty for a sweeping commit. */
  files: string[];
  /** Touches more than 50 files, so that it says little about any of them. */
  isSweeping: boolean;
};

export type History = {
  /** Newest first, without merges. */
  commits: Commit[];
  /** The commit that the history was read from. */
  newest: string;
  /** The clone is shallow: older commits are missing, and the oldest that are there have no files. */
  isShallow: boolean;
  /** False when git broke off, as in a clone without trees; what was read still counts. */
  isComplete: boolean;
};
