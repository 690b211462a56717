/** The routes: every operation, everything else as GitHub's 404, and the paths below `/_offline` for tests. */
import { Hono } from "hono";
import { runAdminCall } from "./admin.ts";
import { createAnswerRequest, type Env, type ServerParts } from "./answer-request.ts";
import { findJobLog, respondLog } from "./job-logs.ts";
import { routes } from "./route.ts";

export const createApp = (parts: ServerParts): Hono<Env> => {
  const { world, admin, faults, requests, violations } = parts;
  const answer = createAnswerRequest(parts);
  const app = new Hono<Env>();
  for (const { id, method, pattern, params } of routes) {
    app.on(method, pattern, (context) => answer(context, id, params));
  }
  app.get("/_logs/:repository/:job", (context) => {
    const { repository, job } = context.req.param();
    if (context.req.header("authorization")) violations.push("A token was sent to the storage of logs.");
    return respondLog(findJobLog(world.state, Number(repository), Number(job)), context.req.header("range") ?? null);
  });
  app.post("/_offline/faults", async (context) => {
    faults.set(await context.req.json());
    return context.body(null, 204);
  });
  app.post("/_offline/admin/:action", async (context) => {
    const args: unknown = await context.req.json();
    return context.json({ result: (await runAdminCall(admin, { action: context.req.param("action"), args })) ?? null });
  });
  app.get("/_offline/requests", (context) => context.json(requests));
  app.get("/_offline/violations", (context) => context.json(violations));
  app.notFound((context) => answer(context, null));
  app.onError((error, context) => {
    violations.push(`The local GitHub failed: ${error.stack ?? error.message}`);
    return context.json({ message: error.message }, 500);
  });
  return app;
};
