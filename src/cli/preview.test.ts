/** Previews on the local GitHub with real servers behind them: one comment per pull request, and only allowed URLs opened. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bot, type HealthWorld, repository, withHealthWorld } from "./health-world.fixture.ts";

const health = (origin: string) =>
  ["  previews:", `    hosts: ["127.0.0.1", "*.vercel.app"]`, `    urls: ["${origin}/{number}/{branch}/{sha}"]`].join(
    "\n",
  );

const withWorld = (use: (world: HealthWorld) => Promise<void>) => withHealthWorld({ health }, use);

type Pull = { issue: number; number: number; sha: string; branch: string };

const openPull = async ({ admin }: HealthWorld, title = "Wish", as = bot): Promise<Pull> => {
  const issue = await admin.openIssue({ repository, as: "maria", title });
  const branch = `agent/${issue}-wish`;
  const sha = await admin.pushCommit({ repository, as, branch, files: { "wish.txt": title } });
  const number = await admin.openPull({ repository, as, title, head: branch });
  await admin.addLabel({ repository, as, number, label: "agent:run" });
  return { issue, number, sha, branch };
};

const deploy = ({ admin }: HealthWorld, sha: string, environment: string, url: string, state = "success") =>
  admin.addDeployment({ repository, as: "maria", sha, environment, url, state });

const commentsOf = async ({ admin }: HealthWorld, number: number): Promise<string[]> =>
  (await admin.inspectIssue({ repository, number })).comments.map(({ body }) => body);

it("shows every preview with its health in one comment, which it leaves alone while nothing changes", () =>
  withWorld(async (world) => {
    const { number, sha, branch, issue } = await openPull(world);
    await world.admin.createUser({ login: "vercel[bot]", type: "Bot" });
    const up = await deploy(world, sha, "Preview | `x` @maria", `http://${world.serviceHost}/up`);
    await deploy(world, sha, "Other", "https://shop.vercel.app/", "in_progress");
    await deploy(world, world.sha, "Old", `http://${world.serviceHost}/old`);
    expect(await world.json(["preview"])).toMatchObject({ exit: 0, pulls: [{ number, action: "comment" }] });
    const [comment, ...more] = await commentsOf(world, number);
    expect(more).toEqual([]);
    const short = sha.slice(0, 12);
    const origin = `http://${world.serviceHost}`;
    expect(comment).toBe(
      [
        "<!-- draftsmith:previews -->",
        "### Previews",
        "",
        "| Environment | URL | State | Health | Commit |",
        "| - | - | - | - | - |",
        `| \`Other\` | \`https://shop.vercel.app/\` | \`in_progress\` | \`not deployed\` | \`${short}\` |`,
        `| \`Preview \\| 'x' @maria\` | \`${origin}/up\` | \`success\` | \`healthy: status 200 in less than 1 s\` | \`${short}\` |`,
        `| \`${origin}/{number}/{branch}/{sha}\` | \`${origin}/${number}/agent-${issue}-wish/${sha}\` | \`configured\` | \`healthy: status 200 in less than 1 s\` | \`${short}\` |`,
        "",
      ].join("\n"),
    );
    expect(branch).toContain("/");
    const before = world.writes().length;
    await world.json(["preview"]);
    expect(world.writes()).toHaveLength(before);

    world.service.handler = (_request, response) => response.writeHead(500).end();
    await world.admin.setDeploymentStatus({ repository, as: "maria", id: up, state: "inactive" });
    await world.json(["preview"]);
    const after = await commentsOf(world, number);
    expect(after).toHaveLength(1);
    expect(after[0]).toContain("`inactive` | `not deployed`");
    expect(after[0]).toContain("`unhealthy: status 500 in less than 1 s`");
  }));

it.each([
  ["link-local", "http://169.254.169.254/latest/", "169.254.169.254 is not one of the allowed hosts"],
  ["a host that is not on the list", "https://evil.example.com/", "evil.example.com is not one of the allowed hosts"],
  ["another spelling of a listed host's port", "http://127.1:1/", "only https is allowed"],
  ["plain http", "http://shop.vercel.app/", "only https is allowed"],
])("names %s and does not open it", (_, url, reason) =>
  withWorld(async (world) => {
    const { number, sha } = await openPull(world);
    await deploy(world, sha, "Preview", url);
    await world.json(["preview"]);
    expect((await commentsOf(world, number))[0]).toContain(`\`${url}\` | \`success\` | \`not opened: ${reason}\``);
    expect(world.service.requests).toHaveLength(1);
  }),
);

it("does not follow a redirect to link-local", () =>
  withWorld(async (world) => {
    const { number, sha } = await openPull(world);
    world.service.handler = (_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/latest/" }).end("<img src=x>");
    await deploy(world, sha, "Preview", `http://${world.serviceHost}/`);
    await world.json(["preview"]);
    const [comment] = await commentsOf(world, number);
    expect(comment).toContain("not opened: it redirects to a URL that may not be opened: 169.254.169.254");
    expect(comment).not.toContain("img");
  }));

it("looks at the bot's own open pull requests alone, and at one of them when asked", () =>
  withWorld(async (world) => {
    const [first, second, theirs] = [await openPull(world), await openPull(world), await openPull(world, "X", "maria")];
    await world.admin.editIssue({ repository, as: "maria", number: second.number, state: "closed" });
    expect((await world.json(["preview"])).pulls).toMatchObject([{ number: first.number }]);
    for (const number of [second.number, theirs.number, first.issue, 999])
      expect((await world.run(["preview", "--pull", String(number)])).exit).toBe(3);
    expect((await world.json(["preview", "--pull", String(first.number)])).pulls).toHaveLength(1);
    expect(await commentsOf(world, theirs.number)).toEqual([]);
    expect((await world.run(["preview", "--pull", "x"])).exit).toBe(2);
  }));

it("takes of a deployment event only the pull request with that head", () =>
  withWorld(async (world) => {
    const [, second] = [await openPull(world), await openPull(world, "Other")];
    const event = join(world.dir, "event.json");
    const deployment = { sha: second.sha, environment: "Preview" };
    writeFileSync(event, JSON.stringify({ deployment, deployment_status: { state: "success" } }));
    const env = { GITHUB_EVENT_NAME: "deployment_status", GITHUB_EVENT_PATH: event };
    expect((await world.json(["preview"], env)).pulls).toMatchObject([{ number: second.number }]);
  }));

it.each(["pull request", "issue"])("writes nothing while the %s carries the freeze label", (where) =>
  withWorld(async (world) => {
    const { number, issue } = await openPull(world);
    const frozen = where === "issue" ? issue : number;
    await world.admin.addLabel({ repository, as: "maria", number: frozen, label: "needs-human-review" });
    expect((await world.json(["preview"])).pulls).toMatchObject([{ action: "nothing", reason: "frozen by a person" }]);
    expect(world.writes()).toEqual([]);
    expect(world.service.requests).toEqual([]);
  }),
);

it("writes nothing in a dry run, and says when there is nothing to show", () =>
  withWorld(async (world) => {
    expect(await world.run(["preview"])).toMatchObject({ exit: 0, out: "No open pull request of the bot.\n" });
    await openPull(world);
    expect((await world.json(["preview", "--dry-run"])).writes).toHaveLength(1);
    expect(world.writes()).toEqual([]);
  }));

it("says on a new head that nothing of it was deployed yet, where a comment stands already", () =>
  withHealthWorld({ health: () => '  previews: { hosts: ["127.0.0.1"] }' }, async (world) => {
    const { number, sha, branch } = await openPull(world);
    expect((await world.json(["preview"])).pulls).toMatchObject([{ action: "nothing" }]);
    await deploy(world, sha, "Preview", `http://${world.serviceHost}/`);
    await world.json(["preview"]);
    const next = await world.admin.pushCommit({ repository, as: bot, branch, files: { "wish.txt": "more" } });
    await world.json(["preview"]);
    expect(await commentsOf(world, number)).toEqual([
      expect.stringContaining(`No preview of \`${next.slice(0, 12)}\` has been reported yet.`),
    ]);
  }));

it("goes on with the others when one is frozen between looking and writing", () =>
  withWorld(async (world) => {
    const [first, second] = [await openPull(world), await openPull(world, "Other")];
    const freeze = () =>
      world.admin.addLabel({ repository, as: "maria", number: first.number, label: "needs-human-review" });
    world.github.setFaults([
      { at: { operation: "issues/list-comments" }, fault: { kind: "hook", when: "after", run: freeze } },
    ]);
    const ended = await world.run(["preview"]);
    expect(ended).toMatchObject({ exit: 3, err: expect.stringContaining("nothing more is written") });
    expect(await commentsOf(world, first.number)).toEqual([]);
    expect(await commentsOf(world, second.number)).toHaveLength(1);
  }));
