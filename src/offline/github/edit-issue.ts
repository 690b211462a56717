/** Changes to issues with the events they leave behind; the REST handlers and the seed actions share them. */
import { closeIssue } from "./follow-heads.ts";
import type { Push } from "./push.ts";
import { labelsOf } from "./render-issue.ts";
import type { Comment, Issue, IssueEvent, Label, Pull, Repository } from "./state.ts";

/** Who acts, when and where; a `Call` is one. */
export type Act = Pick<Push, "now" | "world" | "user" | "repository">;

const record = (act: Act, issue: Issue, event: Pick<IssueEvent, "event" | "label" | "rename">): void => {
  issue.events.push({ id: act.world.nextId(), actorId: act.user.id, createdAt: act.now, ...event });
  issue.updatedAt = act.now;
};

/** Label names compare without case. */
export const findLabel = (repository: Repository, name: string): Label | undefined =>
  repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());

export const createLabel = (act: Act, name: string, color = "ededed", description: string | null = null): Label => {
  const label: Label = { id: act.world.nextId(), name, color, description };
  act.repository.labels.push(label);
  return label;
};

/** Sets labels that are not set yet; unknown ones come into being, as on GitHub. */
export const addLabels = (act: Act, issue: Issue, names: string[]): void => {
  for (const name of names) {
    const label = findLabel(act.repository, name) ?? createLabel(act, name);
    if (issue.labels.includes(label.id)) continue;
    issue.labels.push(label.id);
    record(act, issue, { event: "labeled", label: { name: label.name, color: label.color } });
  }
};

/** False when the issue does not carry the label. */
export const removeLabel = (act: Act, issue: Issue, name: string): boolean => {
  const label = findLabel(act.repository, name);
  if (label === undefined || !issue.labels.includes(label.id)) return false;
  issue.labels = issue.labels.filter((id) => id !== label.id);
  record(act, issue, { event: "unlabeled", label: { name: label.name, color: label.color } });
  return true;
};

export const setLabels = (act: Act, issue: Issue, names: string[]): void => {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const label of labelsOf(act.repository, issue)) {
    if (!wanted.has(label.name.toLowerCase())) removeLabel(act, issue, label.name);
  }
  addLabels(act, issue, names);
};

type NewIssue = { title: string; body: string | null; labels?: string[]; pull?: Pull };

export const openIssue = (act: Act, { title, body, labels = [], pull }: NewIssue): Issue => {
  const issue: Issue = {
    id: act.world.nextId(),
    number: act.repository.issues.length + 1,
    title,
    body,
    userId: act.user.id,
    state: "open",
    stateReason: null,
    labels: [],
    comments: [],
    events: [],
    createdAt: act.now,
    updatedAt: act.now,
    closedAt: null,
    closedById: null,
    pull: pull ?? null,
  };
  act.repository.issues.push(issue);
  addLabels(act, issue, labels);
  return issue;
};

type IssueEdit = {
  title?: string | undefined;
  body?: string | null | undefined;
  state?: string | undefined;
  stateReason?: string | null | undefined;
};

/** Only what differs changes anything: an edit to the same text leaves no event and no new time. */
export const editIssue = (act: Act, issue: Issue, edit: IssueEdit): void => {
  if (edit.title !== undefined && edit.title !== issue.title) {
    record(act, issue, { event: "renamed", rename: { from: issue.title, to: edit.title } });
    issue.title = edit.title;
  }
  if (edit.body !== undefined && edit.body !== issue.body) {
    issue.body = edit.body;
    issue.updatedAt = act.now;
    issue.lastEditedAt = act.now;
  }
  if (edit.state === "closed" && issue.state === "open") {
    issue.stateReason = issue.pull === null ? (edit.stateReason ?? "completed") : null;
    closeIssue(act, issue, "closed");
  } else if (edit.state === "open" && issue.state === "closed") {
    issue.state = "open";
    issue.stateReason = issue.pull === null ? "reopened" : null;
    issue.closedAt = null;
    issue.closedById = null;
    record(act, issue, { event: "reopened" });
  }
};

export const addComment = (act: Act, issue: Issue, body: string): Comment => {
  const comment = { id: act.world.nextId(), userId: act.user.id, body, createdAt: act.now, updatedAt: act.now };
  issue.comments.push(comment);
  issue.updatedAt = act.now;
  return comment;
};
