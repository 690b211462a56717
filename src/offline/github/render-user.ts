/** Accounts as GitHub shows them. */
import type { View } from "./call.ts";
import type { User } from "./state.ts";

/** An opaque id that is stable for a kind and a number, as GraphQL ids are. */
export const nodeId = (kind: string, id: number | string): string => Buffer.from(`${kind}:${id}`).toString("base64url");

export const userById = (view: View, id: number): User => {
  const user = view.state.users.find((candidate) => candidate.id === id);
  if (user === undefined) throw new Error(`No user with id ${id} in the state.`);
  return user;
};

export const renderUser = (view: View, user: User) => {
  const login = encodeURIComponent(user.login);
  const url = `${view.url}/users/${login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId("User", user.id),
    avatar_url: `${view.url}/avatars/u/${user.id}`,
    gravatar_id: "",
    url,
    html_url: `${view.url}/${user.type === "Bot" ? `apps/${login.replace("%5Bbot%5D", "")}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: "public",
    site_admin: false,
  };
};

export const renderUserId = (view: View, id: number) => renderUser(view, userById(view, id));

export const renderProfile = (view: View, user: User) => ({
  ...renderUser(view, user),
  name: user.login,
  company: null,
  blog: "",
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: user.createdAt,
  updated_at: user.createdAt,
});
