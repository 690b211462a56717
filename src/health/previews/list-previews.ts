/** The previews of one pull request: what providers deployed of its head, and what configured patterns name. */
import type { Settings } from "../../domain/settings.ts";
import type { Deployment } from "../../github/read-deployments.ts";
import { checkOutsideUrl } from "../../outgoing/outside-url.ts";

export type Preview = {
  environment: string;
  url: string | null;
  /** GitHub's word for a deployment; `configured` for a URL by pattern. */
  state: string;
  sha: string;
};

export type PreviewedPull = { number: number; branch: string; sha: string };

/** As hosts and paths can hold it: lower case letters, digits and single hyphens, at most a label long. */
const slugOf = (branch: string): string =>
  branch
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replace(/^-|-$/g, "");

const maxPreviews = 20;

/** A target that no rule forbids is a preview; any other is a page of the provider about the deployment. */
const urlOf = ({ url, targetUrl }: Deployment, hosts: readonly string[]): string | null => {
  if (url !== null || targetUrl === null) return url;
  return checkOutsideUrl(targetUrl, { hosts, privateHosts: [] }).ok ? targetUrl : null;
};

export const listPreviews = (pull: PreviewedPull, deployments: Deployment[], settings: Settings): Preview[] => {
  const values = { number: String(pull.number), branch: slugOf(pull.branch), sha: pull.sha };
  const configured = settings.health.previews.urls.map((pattern) => ({
    environment: pattern,
    url: pattern.replace(/\{(number|branch|sha)\}/g, (_, name: keyof typeof values) => values[name]),
    state: "configured",
    sha: pull.sha,
  }));
  const deployed = deployments
    .filter(({ sha }) => sha === pull.sha)
    .map((deployment) => ({
      environment: deployment.environment,
      url: urlOf(deployment, settings.health.previews.hosts),
      state: deployment.state,
      sha: deployment.sha,
    }))
    .sort((a, b) => (a.environment < b.environment ? -1 : 1));
  const urls = new Set(deployed.map(({ url }) => url));
  return [...deployed, ...configured.filter(({ url }) => !urls.has(url))].slice(0, maxPreviews);
};
