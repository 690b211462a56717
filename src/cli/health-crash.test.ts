/** What a pass opens, shows or closes ends as one, also where the pass is killed or two run at once. */
import { describe, expect, it } from "vitest";
import { type HealthWorld, repository, withHealthWorld } from "./health-world.fixture.ts";

const health = (origin: string) =>
  [
    `  probes: [{ name: shop, url: "${origin}/" }]`,
    "  failures: 1",
    "  of: 1",
    "  intervalSeconds: 0",
    "  healthyMinutes: 0",
  ].join("\n");

const patience = 240_000;

const setStatus = ({ service }: HealthWorld, status: number): void => {
  service.handler = (_request, response) => {
    response.statusCode = status;
    response.end();
  };
};

/** What people see of all issues, without times. */
const readEnd = async (world: HealthWorld) =>
  Promise.all(
    (await world.issues()).map(async ({ number, title, body, state, comments }) => ({
      number,
      title,
      state,
      isBound: body?.includes(`"issue":${number},`),
      labels: await world.labelsOf(number),
      comments: comments.map((comment) => comment.body.split("\n")[0]),
    })),
  );

const opened = {
  number: 1,
  title: "Incident: shop does not answer as healthy",
  state: "open",
  isBound: true,
  labels: ["agent:incident", "red-mode"],
  comments: [],
};
const closed = { ...opened, state: "closed", comments: ["<!-- draftsmith:closed -->"] };

/** Kills a pass at the write of this number, before or after its effect; false when it never came there. */
const runKilled = async (
  world: HealthWorld,
  operation: string,
  isAfter: boolean,
  args: string[] = ["red-mode"],
): Promise<boolean> => {
  let isKilled = false;
  const child = world.start(args);
  const run = () => {
    isKilled = true;
    return child.kill();
  };
  world.github.setFaults([{ at: { operation } as never, fault: { kind: "cut", effect: isAfter, run } }]);
  await child.ended;
  world.github.setFaults([]);
  return isKilled;
};

const beforeAndAfter = (operations: string[]): [string, boolean][] =>
  operations.flatMap((operation): [string, boolean][] => [
    [operation, false],
    [operation, true],
  ]);

describe.concurrent("killed", () => {
  it.each(beforeAndAfter(["issues/create", "issues/update"]))(
    "at %s (after its effect: %s) while opening",
    (operation, isAfter) =>
      withHealthWorld({ health }, async (world) => {
        setStatus(world, 503);
        expect(await runKilled(world, operation, isAfter)).toBe(true);
        await world.run(["red-mode"]);
        expect(await readEnd(world)).toEqual([opened]);
        setStatus(world, 200);
        await world.run(["red-mode"]);
        expect(await readEnd(world)).toEqual([closed]);
      }),
    patience,
  );

  it.each(beforeAndAfter(["issues/create-comment", "issues/update"]))(
    "at %s (after its effect: %s) while closing",
    (operation, isAfter) =>
      withHealthWorld({ health }, async (world) => {
        setStatus(world, 503);
        await world.run(["red-mode"]);
        setStatus(world, 200);
        expect(await runKilled(world, operation, isAfter)).toBe(true);
        await world.run(["red-mode"]);
        expect(await readEnd(world)).toEqual([closed]);
      }),
    patience,
  );
});

const metrics = (origin: string) =>
  `  metrics: { url: "${origin}/metrics", windowSeconds: 1, minRequests: 1 }\n  previews: { hosts: ["127.0.0.1"] }`;

/** Every answer counts ten requests more, all of which failed or none did. */
const serveMetrics = ({ service }: HealthWorld): { isFailing: boolean } => {
  const state = { isFailing: false, good: 0, bad: 0 };
  service.handler = (_request, response) => {
    if (state.isFailing) state.bad += 10;
    else state.good += 10;
    response.end(`http_requests_total{status="200"} ${state.good}\nhttp_requests_total{status="500"} ${state.bad}\n`);
  };
  return state;
};

describe.concurrent("killed", () => {
  it.each(beforeAndAfter(["issues/create", "issues/update"]))(
    "at %s (after its effect: %s) while a regression is opened",
    (operation, isAfter) =>
      withHealthWorld({ health: metrics }, async (world) => {
        const args = ["regressions", "--state", "state"];
        const state = serveMetrics(world);
        const inState = ["regressions", "--state", `${world.dir}/state`];
        await world.run(inState);
        state.isFailing = true;
        expect(await runKilled(world, operation, isAfter, args)).toBe(true);
        await world.run(inState);
        expect(await readEnd(world)).toMatchObject([
          {
            title: "Regression: 100 % of requests fail, 0 % before",
            state: "open",
            isBound: true,
            labels: ["agent:regression", "agent:ready", "bug"],
          },
        ]);
      }),
    patience,
  );

  it.each(beforeAndAfter(["issues/create-comment"]))(
    "at %s (after its effect: %s) while previews are shown",
    (operation, isAfter) =>
      withHealthWorld({ health: metrics }, async (world) => {
        const act = { repository, as: "draftsmith-bot" };
        const sha = await world.admin.pushCommit({ ...act, branch: "agent/1-wish", files: { x: "x" } });
        const number = await world.admin.openPull({ ...act, title: "Wish", head: "agent/1-wish" });
        await world.admin.addLabel({ ...act, number, label: "agent:run" });
        const url = `http://${world.serviceHost}/`;
        await world.admin.addDeployment({ ...act, sha, environment: "Preview", state: "success", url });
        expect(await runKilled(world, operation, isAfter, ["preview"])).toBe(true);
        await world.run(["preview"]);
        expect((await readEnd(world))[0]?.comments).toEqual(["<!-- draftsmith:previews -->"]);
      }),
    patience,
  );
});

describe("the connection is cut", () => {
  it.each([false, true])("while the issue is opened (after its effect: %s)", (effect) =>
    withHealthWorld({ health }, async (world) => {
      setStatus(world, 503);
      world.github.setFaults([{ at: { operation: "issues/create" }, fault: { kind: "cut", effect } }]);
      expect(await world.run(["red-mode"])).toMatchObject({ exit: 0 });
      expect(await readEnd(world)).toEqual([opened]);
    }),
  );
});

const double = {
  ...opened,
  number: 2,
  state: "closed",
  comments: ["<!-- draftsmith:closed -->"],
};

describe("two passes at once", () => {
  it("leave the issue of the lowest number", () =>
    withHealthWorld({ health }, async (world) => {
      setStatus(world, 503);
      world.github.setFaults([
        { at: { operation: "issues/create", times: 2 }, fault: { kind: "slow", milliseconds: 300 } },
      ]);
      await Promise.all([world.run(["red-mode"]), world.run(["red-mode"])]);
      await world.run(["red-mode"]);
      expect(await readEnd(world)).toEqual([opened, double]);
      setStatus(world, 200);
      await world.run(["red-mode"]);
      setStatus(world, 503);
      await world.run(["red-mode"]);
      expect((await readEnd(world)).map(({ state }) => state)).toEqual(["closed", "closed", "open"]);
    }));

  it("are put right by a later pass where both were killed after they opened one", () =>
    withHealthWorld({ health }, async (world) => {
      setStatus(world, 503);
      await world.run(["red-mode"]);
      const [first] = await world.issues();
      const labels = ["agent:incident", "red-mode"];
      const body = first?.body?.replace('"issue":1,', '"issue":null,') ?? "";
      await world.admin.openIssue({ repository, as: "draftsmith-bot", title: opened.title, body, labels });
      await world.run(["red-mode"]);
      expect(await readEnd(world)).toEqual([opened, double]);
    }));
});
