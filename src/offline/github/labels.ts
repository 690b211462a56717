/** Labels of a repository and of its issues. */

import type { RepositoryCall } from "./call.ts";
import { created, type Handlers, ok, optionalText, requireText, textList } from "./call.ts";
import { addLabels, createLabel, findLabel, removeLabel, setLabels } from "./edit-issue.ts";
import { requireIssue } from "./issues.ts";
import { forbidden, invalid, notFound } from "./refusal.ts";
import { renderLabel, renderLabels } from "./render-issue.ts";
import { hasRole } from "./render-repository.ts";

const requireTriage = (call: RepositoryCall): void => {
  if (!hasRole(call.role, "triage")) throw forbidden("Must have admin rights to Repository.");
};

/** The body is `{labels: [...]}` or, by an older form, the list itself. */
const namesOf = (call: RepositoryCall): string[] => textList(call.body.labels);

export const labelHandlers = {
  "issues/list-labels-for-repo": (call) => ({
    list: call.repository.labels
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((label) => renderLabel(call, call.repository, label)),
  }),
  "issues/get-label": (call) => {
    const label = findLabel(call.repository, call.params.name ?? "");
    if (label === undefined) throw notFound();
    return ok(renderLabel(call, call.repository, label));
  },
  "issues/create-label": (call) => {
    if (!hasRole(call.role, "write")) throw notFound();
    const name = requireText(call, "Label", "name");
    if (findLabel(call.repository, name)) throw invalid({ resource: "Label", code: "already_exists", field: "name" });
    const color = optionalText(call, "color") ?? undefined;
    if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color))
      throw invalid({ resource: "Label", code: "invalid", field: "color" });
    const label = createLabel(call, name, color, optionalText(call, "description") ?? null);
    return created(renderLabel(call, call.repository, label));
  },
  "issues/list-labels-on-issue": (call) => ({ list: renderLabels(call, call.repository, requireIssue(call)) }),
  "issues/add-labels": (call) => {
    requireTriage(call);
    const issue = requireIssue(call);
    addLabels(call, issue, namesOf(call));
    return ok(renderLabels(call, call.repository, issue));
  },
  "issues/set-labels": (call) => {
    requireTriage(call);
    const issue = requireIssue(call);
    setLabels(call, issue, namesOf(call));
    return ok(renderLabels(call, call.repository, issue));
  },
  "issues/remove-label": (call) => {
    requireTriage(call);
    const issue = requireIssue(call);
    if (!removeLabel(call, issue, call.params.name ?? "")) throw notFound("Label does not exist");
    return ok(renderLabels(call, call.repository, issue));
  },
} satisfies Partial<Handlers>;
