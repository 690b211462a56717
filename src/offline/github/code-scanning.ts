/** Code scanning: analyses of refs and the alerts that the newest analysis of each tool left. */
import type { Handlers, RepositoryCall } from "./call.ts";
import { forbidden, Refusal } from "./refusal.ts";
import { repositoryUrl } from "./render-repository.ts";
import { renderUserId } from "./render-user.ts";
import type { CodeAlert, CodeAnalysis } from "./state.ts";

const requireAnalyses = ({ repository }: RepositoryCall): CodeAnalysis[] => {
  if (repository.codeAnalyses === null)
    throw forbidden(
      "Code scanning is not enabled for this repository. Please enable code scanning in the repository settings.",
    );
  return repository.codeAnalyses;
};

const fullRef = (name: string): string => (name.startsWith("refs/") ? name : `refs/heads/${name}`);

/** Newest first; without `ref` those of every ref. */
const analysesOf = (call: RepositoryCall, ref: string | undefined): CodeAnalysis[] => {
  const found = requireAnalyses(call).filter((one) => ref === undefined || one.ref === fullRef(ref));
  if (found.length === 0) throw new Refusal(404, "no analysis found");
  return found.toReversed();
};

const renderTool = ({ tool }: CodeAnalysis) => ({ name: tool.name, version: tool.version, guid: null });

const renderAnalysis = (call: RepositoryCall, analysis: CodeAnalysis) => ({
  id: analysis.id,
  ref: analysis.ref,
  commit_sha: analysis.sha,
  analysis_key: `.github/workflows/${analysis.tool.name.toLowerCase()}.yml:analyze`,
  environment: "{}",
  category: analysis.tool.name,
  error: analysis.error,
  warning: "",
  created_at: analysis.createdAt,
  results_count: analysis.alerts.length,
  rules_count: new Set(analysis.alerts.map(({ rule }) => rule)).size,
  url: `${repositoryUrl(call, call.repository)}/code-scanning/analyses/${analysis.id}`,
  sarif_id: `sarif-${analysis.id}`,
  tool: renderTool(analysis),
  deletable: true,
});

const renderAlert = (call: RepositoryCall, analysis: CodeAnalysis, alert: CodeAlert) => {
  const url = `${repositoryUrl(call, call.repository)}/code-scanning/alerts/${alert.number}`;
  const state = alert.isDismissed ? "dismissed" : "open";
  return {
    number: alert.number,
    created_at: analysis.createdAt,
    url,
    html_url: url,
    instances_url: `${url}/instances`,
    state,
    dismissed_by: alert.isDismissed ? renderUserId(call, call.user.id) : null,
    dismissed_at: alert.isDismissed ? analysis.createdAt : null,
    dismissed_reason: alert.isDismissed ? "won't fix" : null,
    rule: {
      id: alert.rule,
      name: alert.rule,
      severity: alert.severity,
      ...(alert.securitySeverity === null ? {} : { security_severity_level: alert.securitySeverity }),
      description: alert.description,
      tags: [],
    },
    tool: renderTool(analysis),
    most_recent_instance: {
      ref: analysis.ref,
      analysis_key: `.github/workflows/${analysis.tool.name.toLowerCase()}.yml:analyze`,
      environment: "{}",
      category: analysis.tool.name,
      state,
      commit_sha: analysis.sha,
      message: { text: alert.message },
      location: {
        path: alert.path,
        start_line: alert.line,
        end_line: alert.endLine,
        start_column: 1,
        end_column: 2,
      },
      classifications: [],
    },
  };
};

export const codeScanningHandlers = {
  "code-scanning/list-recent-analyses": (call) => ({
    list: analysesOf(call, call.query.ref).map((one) => renderAnalysis(call, one)),
  }),
  "code-scanning/list-alerts-for-repo": (call) => {
    const { ref = call.repository.defaultBranch, state } = call.query;
    const newest = new Map(
      analysesOf(call, ref)
        .toReversed()
        .map((one) => [one.tool.name, one] as const),
    );
    const alerts = [...newest.values()].flatMap((analysis) =>
      analysis.alerts.map((alert) => renderAlert(call, analysis, alert)),
    );
    return { list: alerts.filter((alert) => state === undefined || alert.state === state) };
  },
} satisfies Partial<Handlers>;
