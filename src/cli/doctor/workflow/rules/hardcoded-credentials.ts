/** Passwords of a registry that stand in the file itself. */
import type { WorkflowRule } from "../workflow-rule.ts";

const passwordOf = (container: unknown): string | null => {
  const credentials = (container as { credentials?: { password?: unknown } } | null | undefined)?.credentials;
  return typeof credentials?.password === "string" ? credentials.password : null;
};

export const hardcodedCredentials: WorkflowRule = {
  name: "hardcoded-container-credentials",
  weight: "failing",
  todo: "Make the password a secret, and change it, since it was public to every reader of the file.",
  find: ({ jobs, lineOf }) =>
    jobs.flatMap(({ name, job, path }) => {
      const services = typeof job.services === "object" && job.services !== null ? Object.values(job.services) : [];
      const written = [job.container, ...services].map(passwordOf).find((one) => one !== null && !one.includes("${{"));
      return written === undefined
        ? []
        : [{ line: lineOf(path), what: `job ${name}: a password of a registry stands in the file` }];
    }),
};
