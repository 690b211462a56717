/** What happened to issues: the event lists and the timeline with comments among the events. */
import type { Handlers, RepositoryCall } from "./call.ts";
import { requireIssue } from "./issues.ts";
import { renderComment, renderEvent, renderIssue } from "./render-issue.ts";
import type { Issue } from "./state.ts";

const renderTimeline = (call: RepositoryCall, issue: Issue) => {
  const events = issue.events.map((event) => ({
    id: event.id,
    shown: renderEvent(call, call.repository, event) as object,
  }));
  const comments = issue.comments.map((comment) => {
    const shown = renderComment(call, call.repository, issue, comment);
    return { id: comment.id, shown: { ...shown, event: "commented", actor: shown.user } };
  });
  return [...events, ...comments].sort((a, b) => a.id - b.id).map(({ shown }) => shown);
};

export const eventHandlers = {
  "issues/list-events": (call) => ({
    list: requireIssue(call).events.map((event) => renderEvent(call, call.repository, event)),
  }),
  "issues/list-events-for-repo": (call) => ({
    list: call.repository.issues
      .flatMap((issue) => issue.events.map((event) => ({ issue, event })))
      .sort((a, b) => b.event.id - a.event.id)
      .map(({ issue, event }) => ({
        ...renderEvent(call, call.repository, event),
        issue: renderIssue(call, call.repository, issue),
      })),
  }),
  "issues/list-events-for-timeline": (call) => ({ list: renderTimeline(call, requireIssue(call)) }),
} satisfies Partial<Handlers>;
