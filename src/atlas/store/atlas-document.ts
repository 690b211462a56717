/** The published map, `repo_atlas.json`: for people, pages and other tools; searches use the cache beside it. */
import { z } from "zod";

const fileRoles = ["source", "test", "example", "docs", "config", "generated", "vendored", "binary", "other"] as const;

const place = z.int().nonnegative();

const atlasFileSchema = z.strictObject({
  /** Relative to the repository root. */
  path: z.string().min(1),
  role: z.enum(fileRoles),
  language: z.string().optional(),
  bytes: z.int().nonnegative(),
  /** Lines of the text; left out when it was not read. */
  lines: z.int().nonnegative().optional(),
  /** Why the text was not read, or for `slow` not to its end. */
  fault: z.enum(["binary", "too-large", "long-line", "missing", "slow", "link", "submodule"]).optional(),
  /** `kind name from-to` with 1-based lines; exported and top-level names first, as many as the size of the map allows. */
  symbols: z.array(z.string()).optional(),
  /** Places in `files` that this file depends on, ascending. */
  imports: z.array(place).optional(),
  /** Places in `owners`, as CODEOWNERS names them. */
  owners: z.array(place).optional(),
  /** Places in `people` with their share of the recent weighted history, 0 to 1, largest first. */
  people: z.array(z.tuple([place, z.number().min(0).max(1)])).optional(),
  /** Commits of the read history that changed the file. */
  changes: z.int().positive().optional(),
});

export const atlasDocumentSchema = z.strictObject({
  $schema: z.string(),
  version: z.literal(2),
  commit: z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/),
  /** Time of the commit, ISO 8601 in UTC. */
  date: z.string(),
  /** Commits read for people, changes and search; fewer than asked for in a shallow clone. */
  history: z.strictObject({ commits: z.int().nonnegative(), isShallow: z.boolean() }),
  owners: z.array(z.string()),
  people: z.array(z.string()),
  /** Groups of files that depend on each other in a circle, as places in `files`. */
  cycles: z.array(z.array(place).min(2)),
  /** Faults of CODEOWNERS, and its rules that match no file. */
  ownerFaults: z.array(z.strictObject({ line: z.int().positive(), reason: z.string() })),
  /** Sorted by code unit of the path. */
  files: z.array(atlasFileSchema),
});

export type AtlasDocumentFile = z.infer<typeof atlasFileSchema>;
export type AtlasDocument = z.infer<typeof atlasDocumentSchema>;
