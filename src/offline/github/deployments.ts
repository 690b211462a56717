/** Deployments and their statuses, as hosting providers report them. */
import type { Handlers, RepositoryCall } from "./call.ts";
import { notFound } from "./refusal.ts";
import { repositoryUrl } from "./render-repository.ts";
import { nodeId, renderUserId } from "./render-user.ts";
import type { Deployment, DeploymentStatus } from "./state.ts";

const deploymentUrl = (call: RepositoryCall, deployment: Deployment): string =>
  `${repositoryUrl(call, call.repository)}/deployments/${deployment.id}`;

const renderDeployment = (call: RepositoryCall, deployment: Deployment) => {
  const url = deploymentUrl(call, deployment);
  return {
    id: deployment.id,
    node_id: nodeId("Deployment", deployment.id),
    url,
    sha: deployment.sha,
    ref: deployment.ref,
    task: "deploy",
    payload: {},
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: null,
    creator: renderUserId(call, deployment.userId),
    created_at: deployment.createdAt,
    updated_at: deployment.statuses.at(-1)?.createdAt ?? deployment.createdAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(call, call.repository),
    transient_environment: !deployment.isProduction,
    production_environment: deployment.isProduction,
    performed_via_github_app: null,
  };
};

const renderStatus = (call: RepositoryCall, deployment: Deployment, status: DeploymentStatus) => {
  const url = deploymentUrl(call, deployment);
  return {
    id: status.id,
    node_id: nodeId("DeploymentStatus", status.id),
    url: `${url}/statuses/${status.id}`,
    state: status.state,
    creator: renderUserId(call, status.userId),
    description: status.description,
    environment: deployment.environment,
    target_url: status.targetUrl || url,
    ...(status.environmentUrl === "" ? {} : { environment_url: status.environmentUrl }),
    log_url: status.targetUrl || url,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: repositoryUrl(call, call.repository),
    performed_via_github_app: null,
  };
};

const requireDeployment = (call: RepositoryCall): Deployment => {
  const found = call.repository.deployments.find(({ id }) => id === Number(call.params.deployment_id));
  if (found === undefined) throw notFound();
  return found;
};

export const deploymentHandlers = {
  "repos/list-deployments": (call) => {
    const { sha, ref, environment } = call.query;
    const found = call.repository.deployments.filter(
      (one) =>
        (sha === undefined || one.sha === sha) &&
        (ref === undefined || one.ref === ref) &&
        (environment === undefined || one.environment === environment),
    );
    return { list: found.toReversed().map((one) => renderDeployment(call, one)) };
  },
  "repos/list-deployment-statuses": (call) => {
    const deployment = requireDeployment(call);
    return { list: deployment.statuses.toReversed().map((status) => renderStatus(call, deployment, status)) };
  },
} satisfies Partial<Handlers>;
