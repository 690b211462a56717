/** The account of a token and accounts by login. */
import { type Handlers, ok } from "./call.ts";
import { forbidden, notFound } from "./refusal.ts";
import { renderProfile } from "./render-user.ts";

/** Logins compare without case. */
export const isLogin = (login: string) => (user: { login: string }) => user.login.toLowerCase() === login.toLowerCase();

export const userHandlers = {
  "users/get-authenticated": (call) => {
    if (call.user.type === "Bot") throw forbidden();
    return ok(renderProfile(call, call.user));
  },
  "users/get-by-username": (call) => {
    const user = call.state.users.find(isLogin(call.params.username ?? ""));
    if (user === undefined) throw notFound();
    return ok(renderProfile(call, user));
  },
} satisfies Partial<Handlers>;
