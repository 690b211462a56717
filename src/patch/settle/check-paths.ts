/** The files of one patch against each other: none twice, none in the place of another one's directory. */
import type { FilePatch, Refusal } from "../../domain/patch.ts";
import { validatePaths } from "../validate.ts";
import type { Target } from "./decide-target.ts";

const asFile = (target: Target): FilePatch => {
  const { path, kind } = target;
  if (kind === "add") return { kind, path, content: "" };
  return kind === "rename" ? { kind, path, from: target.from, hunks: [] } : { kind, path, hunks: [] };
};

export const checkPaths = (targets: Target[]): Refusal[] => validatePaths(targets.map(asFile));
