/** Small maps for tests, from as little as a test wants to say. */
import type { AtlasDocument, AtlasDocumentFile } from "../store/atlas-document.ts";

export const fileOf = (path: string, more: Partial<AtlasDocumentFile> = {}): AtlasDocumentFile => ({
  path,
  role: "source",
  bytes: 100,
  lines: 10,
  language: "typescript",
  ...more,
});

export const atlasOf = (files: AtlasDocumentFile[], more: Partial<AtlasDocument> = {}): AtlasDocument => ({
  $schema: "https://example.org/repo-atlas.json",
  version: 2,
  commit: "a".repeat(40),
  date: "2026-02-03T04:05:06Z",
  history: { commits: 200, isShallow: false },
  owners: [],
  people: [],
  cycles: [],
  ownerFaults: [],
  files,
  ...more,
});
