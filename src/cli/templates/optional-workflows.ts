/** The workflows that `init` writes when they are asked for, by the word that asks. */
import { type CheckWorkflow, renderCheckWorkflow } from "./check-workflow.ts";
import { jobPermissions, type Permissions } from "./job-permissions.ts";
import { previewPath, renderPreviewWorkflow } from "./preview-workflow.ts";
import { redModePath, renderRedModeWorkflow } from "./red-mode-workflow.ts";
import { regressionsPath, renderRegressionsWorkflow } from "./regressions-workflow.ts";

export type OptionalWorkflow = {
  path: string;
  render: (actionRef: string) => string;
  jobs: Readonly<Record<string, Permissions>>;
  /** The workflow's name where it judges pull requests, so that its end may let a waiting run go on; null for the others. */
  judges: string | null;
  /** The key of the configuration without which it does nothing. */
  needs: string;
};

const ofCheck = (workflow: CheckWorkflow): OptionalWorkflow => ({
  path: workflow.path,
  render: (actionRef) => renderCheckWorkflow(workflow, actionRef),
  jobs: { [workflow.check]: jobPermissions.check },
  judges: workflow.title,
  needs: `checks.${workflow.check}`,
});

export const optionalWorkflows = {
  ui: ofCheck({
    path: ".github/workflows/ui_smoke.yml",
    title: "ui smoke",
    check: "ui",
    shows: "Opens the pages of the application in a browser and keeps screenshots.",
    minutes: 30,
  }),
  load: ofCheck({
    path: ".github/workflows/api_perf.yml",
    title: "api perf",
    check: "load",
    shows: "Compares latency and errors under load with those of the base.",
    minutes: 45,
  }),
  sbom: ofCheck({
    path: ".github/workflows/sbom.yml",
    title: "sbom",
    check: "sbom",
    shows: "Lists what the repository is made of, and what a change brings in.",
    minutes: 15,
  }),
  openapi: ofCheck({
    path: ".github/workflows/openapi_diff.yml",
    title: "openapi diff",
    check: "openapi",
    shows: "Compares the API description with that of the base and refuses breaking changes.",
    minutes: 15,
    heedsLabels: true,
  }),
  previews: {
    path: previewPath,
    render: renderPreviewWorkflow,
    jobs: { preview: jobPermissions.preview },
    judges: null,
    needs: "health.previews",
  },
  "red-mode": {
    path: redModePath,
    render: renderRedModeWorkflow,
    jobs: { "red-mode": jobPermissions["red-mode"] },
    judges: null,
    needs: "health.probes",
  },
  regressions: {
    path: regressionsPath,
    render: renderRegressionsWorkflow,
    jobs: { regressions: jobPermissions.regressions },
    judges: null,
    needs: "health.metrics",
  },
} satisfies Record<string, OptionalWorkflow>;

export type OptionalName = keyof typeof optionalWorkflows;

export const optionalNames = Object.keys(optionalWorkflows) as OptionalName[];
