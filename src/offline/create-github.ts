/** A local GitHub: its REST API over HTTP on a real git repository, with faults on demand and a state that survives kill -9. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { type Admin, createAdmin } from "./github/admin.ts";
import { findRepository } from "./github/admin-act.ts";
import { createApp } from "./github/app.ts";
import { createFaults, type FaultPlan } from "./github/faults.ts";
import { followHeads } from "./github/follow-heads.ts";
import type { RequestLog } from "./github/request-log.ts";
import { actionsBot } from "./github/state.ts";
import { openWorld, type World } from "./github/world.ts";

export type OfflineGithubOptions = {
  /** Where git and the state live; a directory of an earlier server continues it. */
  dir: string;
  clock: () => Date;
  /** 0, the default, takes a free one. */
  port?: number;
  faults?: FaultPlan;
  /** Called when a request has arrived, before anything happens. */
  onRequest?: (request: RequestLog) => void;
  /** Collects every departure from GitHub's OpenAPI description in `violations`. */
  validate?: boolean;
};

export type OfflineGithub = {
  /** Base address, for `GITHUB_API_URL`. */
  url: string;
  requests: RequestLog[];
  /** Departures from GitHub's description, and failures of the server itself. */
  violations: string[];
  /** What people and CI do, outside the product; see the `admin-…` files. */
  admin: Admin;
  /** Replaces the faults and starts counting requests from 0. */
  setFaults: (plan: FaultPlan) => void;
  /** The bare git directory of `owner/name`, for clones and for looking. */
  gitDirOf: (repository: string) => string;
  close: () => Promise<void>;
};

/** A kill between a ref's move and the state's writing leaves pull requests behind their branches. */
const mendPulls = (world: World): Promise<void> =>
  world.exclusively(async () => {
    followHeads({ world, state: world.state, refsOf: world.present().refsOf, now: world.now(), user: actionsBot });
  });

/** Starts listening on 127.0.0.1. */
export const createOfflineGithub = async (options: OfflineGithubOptions): Promise<OfflineGithub> => {
  const world = await openWorld(options.dir, options.clock);
  await mendPulls(world);
  const admin = createAdmin(world);
  const faults = createFaults(options.faults);
  const requests: RequestLog[] = [];
  const violations: string[] = [];
  // Loaded on demand: the description and its compiler are for tests, not for the demo.
  const validator = options.validate ? (await import("./validate-openapi.ts")).sharedOpenapiValidator() : null;
  const onRequest = options.onRequest ?? (() => {});
  const app = createApp({ world, admin, faults, requests, violations, validator, onRequest });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    violations,
    admin,
    setFaults: faults.set,
    gitDirOf: (name) => world.objectsOf(findRepository(world, name)).gitDir,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
};
