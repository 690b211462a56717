/** What a token may write, of the permissions that are set. */
import type { Job } from "../../../config/read-workflow.ts";

/** Such as `contents: write` or `write-all`; empty where nothing is set. */
export const writtenRights = (permissions: Job["permissions"]): string[] => {
  if (permissions === "write-all") return ["write-all"];
  if (typeof permissions !== "object" || permissions === null) return [];
  return Object.entries(permissions).flatMap(([scope, level]) => (level === "write" ? [`${scope}: write`] : []));
};
