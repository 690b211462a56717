/** The app behind a check run: GitHub Actions, or one of somebody else. */
import type { View } from "./call.ts";
import { nodeId, renderUser } from "./render-user.ts";
import { type App, actionsApp, actionsBot } from "./state.ts";

const renderActions = (view: View) => ({
  id: 15368,
  slug: "github-actions",
  node_id: nodeId("App", 15368),
  owner: renderUser(view, { ...actionsBot, id: 9919, login: "github", type: "Organization" }),
  name: "GitHub Actions",
  description: "Automate your workflow from idea to production",
  external_url: `${view.url}/features/actions`,
  html_url: `${view.url}/apps/github-actions`,
  created_at: "2018-07-30T09:30:17Z",
  updated_at: "2024-04-10T20:33:16Z",
  permissions: { actions: "write", checks: "write", contents: "write", metadata: "read", statuses: "write" },
  events: ["check_run", "check_suite", "workflow_dispatch"],
});

export const renderApp = (view: View, { id, slug }: App) =>
  id === actionsApp.id
    ? renderActions(view)
    : {
        ...renderActions(view),
        id,
        slug,
        node_id: nodeId("App", id),
        owner: renderUser(view, { ...actionsBot, id: id + 1, login: slug, type: "Organization" }),
        name: slug,
        html_url: `${view.url}/apps/${slug}`,
      };
