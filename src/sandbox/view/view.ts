/** What a command sees of this machine: a root directory of its own and what is mounted on it. */

export type Bind = {
  /** Host path. */
  source: string;
  /** Path inside, which stands in the skeleton. */
  at: string;
  writable: boolean;
};

export type View = {
  /** Host directory that holds `box/`, the root inside: directories, links and small files, on which the rest is mounted. */
  skeleton: string;
  /** In the order of mounting. */
  binds: Bind[];
  /** Paths inside that become empty: directories are covered, files too. */
  masks: { at: string; kind: "directory" | "file" }[];
};

/** Where the three places are seen, in every view. */
export const seenPlaces = {
  tree: "/workspace",
  home: "/home/sandbox",
  reports: "/reports",
  temporary: "/tmp",
} as const;
