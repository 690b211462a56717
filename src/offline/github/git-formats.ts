/** How git writes commits and trees, and what they say. */

export type TreeEntry = {
  mode: string;
  type: "blob" | "tree" | "commit";
  sha: string;
  path: string;
  size: number | null;
};
export type Person = { name: string; email: string; date: string };
export type GitCommit = {
  sha: string;
  tree: string;
  parents: string[];
  author: Person;
  committer: Person;
  message: string;
};
/** What git hashes a tree without entries to; GitHub and git leave such folders out. */
export const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

export const typeOf = (mode: string): TreeEntry["type"] =>
  mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";

/** Git's date of a commit line: seconds and zone → ISO 8601 in UTC, as the REST API shows it. */
const decodePerson = (line: string): Person => {
  const [, name = "", email = "", seconds = "0"] = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? [];
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z") };
};

export const decodeCommit = (sha: string, bytes: Buffer): GitCommit => {
  const text = bytes.toString("utf8");
  const gap = text.indexOf("\n\n");
  const lines = text.slice(0, gap).split("\n");
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    sha,
    tree: values("tree")[0] ?? "",
    parents: values("parent"),
    author: decodePerson(values("author")[0] ?? ""),
    committer: decodePerson(values("committer")[0] ?? ""),
    message: text.slice(gap + 2).replace(/\n$/, ""),
  };
};

export const decodeTree = (bytes: Buffer): TreeEntry[] =>
  bytes
    .toString("utf8")
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const [, mode = "", type = "", sha = "", size = "", path = ""] =
        /^(\d+) (\w+) (\w+) +(\d+|-)\t([\s\S]*)$/.exec(line) ?? [];
      return { mode, type: type as TreeEntry["type"], sha, path, size: size === "-" ? null : Number(size) };
    });

/** A name cannot hold what git uses to delimit it. */
const encodePerson = ({ name, email, date }: Person): string => {
  const clean = (text: string) => text.replaceAll(/[<>\n]/g, "");
  return `${clean(name)} <${clean(email)}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
};

export const encodeCommit = ({ tree, parents, author, committer, message }: Omit<GitCommit, "sha">): Buffer =>
  Buffer.from(
    [
      `tree ${tree}`,
      ...parents.map((parent) => `parent ${parent}`),
      `author ${encodePerson(author)}`,
      `committer ${encodePerson(committer)}`,
      "",
      message,
    ].join("\n"),
  );

/** Git's order: by bytes, a folder as if its name ended in a slash. */
export const sortEntries = (entries: Iterable<TreeEntry>): TreeEntry[] => {
  const key = ({ path, type }: TreeEntry) => Buffer.from(type === "tree" ? `${path}/` : path);
  return [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
};
