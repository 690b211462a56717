/** Text files of a repository, from a directory or from the default branch on GitHub. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { WorkflowFile } from "../config/read-workflow.ts";
import type { GithubClient } from "../github/create-client.ts";
import { orNull } from "../github/explain-error.ts";
import type { GithubReader } from "../github/read-client.ts";

export type RepositoryFiles = {
  /** For messages: where the files were read. */
  place: string;
  /** Null when the file does not exist. */
  read: (path: string) => Promise<string | null>;
  /** YAML and Markdown files directly in a folder, by name; empty when there is no such folder. */
  list: (folder: string) => Promise<WorkflowFile[]>;
};

const isListed = (name: string): boolean => /\.(?:ya?ml|md)$/i.test(name);
const maxFiles = 100;

const orMissing = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
    throw error;
  }
};

export const filesOfDirectory = (directory: string): RepositoryFiles => ({
  place: directory,
  read: async (path) => orMissing(() => readFileSync(join(directory, path), "utf8")),
  list: async (folder) =>
    (orMissing(() => readdirSync(join(directory, folder), { withFileTypes: true })) ?? [])
      .filter((entry) => entry.isFile() && isListed(entry.name))
      .map(({ name }) => name)
      .toSorted()
      .slice(0, maxFiles)
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(directory, folder, name), "utf8") })),
});

/** One request per file, and one per folder. */
export const filesOfDefaultBranch = (client: GithubClient, reader: GithubReader): RepositoryFiles => {
  const { octokit, owner, repo } = client;
  return {
    place: `the default branch of ${owner}/${repo}`,
    read: (path) => reader.readFile(path),
    list: async (folder) => {
      const answer = await orNull(octokit.repos.getContent({ owner, repo, path: folder }));
      if (!answer || !Array.isArray(answer.data)) return [];
      const paths = answer.data
        .filter(({ type, name }) => type === "file" && isListed(name))
        .map(({ path }) => path)
        .slice(0, maxFiles);
      const texts = await Promise.all(paths.map((path) => reader.readFile(path)));
      return paths.flatMap((path, index) => {
        const text = texts[index];
        return typeof text === "string" ? [{ path, text }] : [];
      });
    },
  };
};
