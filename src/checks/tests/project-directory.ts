/** What a detector of projects is given, and what it answers. */
import type { Project } from "../../domain/settings.ts";

/** One directory as a detector sees it; paths are relative to it. */
export type Directory = {
  files: string[];
  has: (path: string) => boolean;
  read: (path: string) => string | null;
};

/** Says how to test a directory, or null when it is none of its kind. */
export type Detect = (
  directory: Directory,
) => (Pick<Project, "test"> & Partial<Pick<Project, "install" | "junit">>) | null;
