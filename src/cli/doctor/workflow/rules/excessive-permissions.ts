/** Permissions of the token that are not set, or that are more than any one job needs. */
import type { Job } from "../../../../config/read-workflow.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import { writtenRights } from "../written-rights.ts";

const faultOf = (permissions: Job["permissions"]): string | null => {
  if (permissions === "write-all") return "write-all gives the token every right";
  return permissions === "read-all" ? "read-all reads more than a job needs" : null;
};

export const excessivePermissions: WorkflowRule = {
  name: "excessive-permissions",
  weight: "exposed",
  todo: "Write permissions: {} at the top, and in each job what it needs.",
  find: ({ workflow, jobs, lineOf }) => {
    const top = workflow.permissions;
    const bare = jobs.filter(({ job }) => job.permissions === undefined || job.permissions === null);
    const missing = top === undefined || top === null;
    const shared = jobs.length > 1 && bare.length > 0 ? writtenRights(top) : [];
    const topFault = faultOf(top);
    return [
      ...(missing && bare.length > 0
        ? [
            {
              line: lineOf(["jobs", bare[0]?.name ?? ""]),
              what: `no permissions are set for ${bare.map(({ name }) => name).join(", ")}`,
            },
          ]
        : []),
      ...(topFault === null ? [] : [{ line: lineOf(["permissions"]), what: topFault }]),
      ...(shared.length > 0 ? [{ line: lineOf(["permissions"]), what: `every job gets ${shared.join(", ")}` }] : []),
      ...jobs.flatMap(({ name, job, path }) => {
        const fault = faultOf(job.permissions);
        return fault === null ? [] : [{ line: lineOf([...path, "permissions"]), what: `job ${name}: ${fault}` }];
      }),
    ];
  },
};
