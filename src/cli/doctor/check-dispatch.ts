/** Whether a workflow is started by hand where none starts by itself, and what stands against it. */
import type { OperatorPolicy } from "../../config/operator-policy.ts";
import type { WorkflowFile } from "../../config/read-workflow.ts";
import type { Settings } from "../../domain/settings.ts";
import { judgeDispatch } from "../../github/ci/judge-dispatch.ts";
import { type Row, row } from "./row.ts";

const name = "start CI by hand";

/** That the token may start workflows is judged with the files of `init`, which give it the permission. */
export const checkDispatch = (files: WorkflowFile[], settings: Settings, operator: OperatorPolicy): Row => {
  const file = settings.checks.ci.dispatch;
  const granted = operator.dispatchWorkflows.join(", ");
  if (file === null)
    return row(
      name,
      "ok",
      granted === "" ? "off" : `off: the operator names ${granted}, the configuration names none in checks.ci.dispatch`,
    );
  const path = `.github/workflows/${file}`;
  const found = files.find((one) => one.path === path);
  if (!found)
    return row(
      name,
      "failing",
      `${path} does not exist`,
      "Name a workflow that does, or leave checks.ci.dispatch out.",
    );
  const faults = judgeDispatch(found);
  if (faults.length === 0) return row(name, "ok", `${file} is started once per head when nothing else starts`);
  return row(
    name,
    "failing",
    `${file} is not started: ${faults.join("; ")}`,
    "Give checks.ci.dispatch a workflow that only reads and tests: model-written code runs in it before anybody looked.",
  );
};
