/** Names of the files of a map in one directory: what a nightly job keeps and the next one finds. */

export const atlasFiles = { document: "repo_atlas.json", page: "repo_atlas.html", cache: "repo_atlas.cache" } as const;
