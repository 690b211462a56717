/** Red mode on the local GitHub with a real service that is made sick and well again, and people who act meanwhile. */
import { expect, it } from "vitest";
import { type HealthWorld, repository, withHealthWorld } from "./health-world.fixture.ts";

const health = (origin: string) =>
  [
    "  probes:",
    `    - { name: shop, url: "${origin}/health" }`,
    `    - { name: cart, url: "${origin}/cart" }`,
    "  failures: 2",
    "  of: 3",
    "  intervalSeconds: 0",
    "  healthyMinutes: 30",
  ].join("\n");

const withWorld = (use: (world: HealthWorld) => Promise<void>) => withHealthWorld({ health }, use);

const sicken = ({ service }: HealthWorld, status = 503): void => {
  service.handler = (request, response) => {
    response.statusCode = request.url === "/health" ? status : 200;
    response.end("<b>secret</b>");
  };
};

const heal = ({ service }: HealthWorld): void => {
  service.handler = (_request, response) => response.end("ok");
};

const passOf = async (world: HealthWorld) => {
  const { exit, action, issue, reason } = await world.json(["red-mode"]);
  expect(exit).toBe(0);
  return `${action} ${issue ?? "-"}: ${reason}`;
};

const person = { repository, as: "maria" };

it("opens one issue, keeps it current, and closes it after the healthy time", () =>
  withWorld(async (world) => {
    expect(await passOf(world)).toBe("nothing -: healthy");
    expect(world.writes()).toEqual([]);

    sicken(world);
    expect(await passOf(world)).toBe("open -: sick");
    const [opened] = await world.issues();
    expect(opened).toMatchObject({ number: 1, title: "Incident: shop does not answer as healthy", state: "open" });
    expect(await world.labelsOf(1)).toEqual(["agent:incident", "red-mode"]);
    expect(opened?.body).toContain("| `shop` | `http://127.0.0.1:");
    expect(opened?.body).toContain("| **sick** | 2 of 2 | `status 503` |");
    expect(opened?.body).not.toContain("secret");

    world.pass(600);
    expect(await passOf(world)).toBe("nothing 1: still sick; the issue says so");
    sicken(world, 500);
    expect(await passOf(world)).toBe("update 1: still sick");
    expect((await world.issues())[0]?.body).toContain("`status 500`");

    heal(world);
    world.pass(600);
    expect(await passOf(world)).toBe("update 1: healthy, but not for long enough");
    world.pass(29 * 60);
    expect(await passOf(world)).toBe("nothing 1: healthy, but not for long enough; the issue says so");
    world.pass(60);
    expect(await passOf(world)).toBe("close 1: healthy for long enough");
    const [closed, ...more] = await world.issues();
    expect(more).toEqual([]);
    expect(closed).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(closed?.comments.map(({ body }) => body)).toEqual([
      "<!-- draftsmith:closed -->\nNo probe has been sick since 2026-03-01 09:20 UTC.\n",
    ]);
    expect(closed?.body).toContain("No probe has been sick since 2026-03-01 09:20 UTC.");
    expect(await passOf(world)).toBe("nothing -: healthy");

    sicken(world);
    expect(await passOf(world)).toBe("open -: sick");
    expect(await world.issues()).toHaveLength(2);
    expect(world.summary()).toContain("Health probes");
  }));

it("begins the healthy time anew when the sickness comes back", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    heal(world);
    await passOf(world);
    world.pass(20 * 60);
    sicken(world);
    expect(await passOf(world)).toBe("update 1: still sick");
    world.pass(20 * 60);
    heal(world);
    expect(await passOf(world)).toBe("update 1: healthy, but not for long enough");
    world.pass(20 * 60);
    expect(await passOf(world)).toMatch(/^nothing 1: healthy, but/);
  }));

it("lets only fix issues start while the incident is open", () =>
  withWorld(async (world) => {
    const { admin } = world;
    const wish = await admin.openIssue({ ...person, title: "Wish", body: "Please." });
    const fix = await admin.openIssue({ ...person, title: "Fix", body: "Please.", labels: ["bug"] });
    for (const number of [wish, fix]) await admin.addLabel({ ...person, number, label: "agent:ready" });
    const starts = async () => (await world.json(["supervise"])).runs;
    expect(await starts()).toEqual([wish, fix]);
    sicken(world);
    await passOf(world);
    expect(await starts()).toEqual([fix]);
    heal(world);
    await passOf(world);
    expect(await starts()).toEqual([fix]);
    world.pass(31 * 60);
    await passOf(world);
    expect(await starts()).toEqual([wish, fix]);
  }));

it("never sets the label again that a person removed", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    await world.admin.removeLabel({ ...person, number: 1, label: "red-mode" });
    sicken(world, 500);
    expect(await passOf(world)).toBe("update 1: still sick");
    heal(world);
    await passOf(world);
    expect(await world.labelsOf(1)).toEqual(["agent:incident"]);
    expect(await world.issues()).toHaveLength(1);
  }));

it("finds its issue by either label", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    await world.admin.removeLabel({ ...person, number: 1, label: "agent:incident" });
    sicken(world, 500);
    expect(await passOf(world)).toBe("update 1: still sick");
    expect(await world.issues()).toHaveLength(1);
  }));

it("opens no other issue after a person closed one, until the probes were healthy once", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    await world.admin.editIssue({ ...person, number: 1, state: "closed" });
    expect(await passOf(world)).toMatch(/^nothing 1: a person closed it/);
    heal(world);
    expect(await passOf(world)).toMatch(/^remember 1: healthy again/);
    expect(await passOf(world)).toBe("nothing -: healthy");
    sicken(world);
    expect(await passOf(world)).toBe("open -: sick");
    expect((await world.issues()).map(({ state }) => state)).toEqual(["closed", "open"]);
  }));

it("leaves an issue alone that a person reopened, and opens none beside it", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    heal(world);
    await passOf(world);
    world.pass(31 * 60);
    await passOf(world);
    await world.admin.editIssue({ ...person, number: 1, state: "open" });
    expect(await passOf(world)).toMatch(/^nothing 1: a person reopened it/);
    sicken(world);
    expect(await passOf(world)).toMatch(/^nothing 1: a person reopened it/);
    expect(await world.issues()).toHaveLength(1);
  }));

it("never touches a person's issue, whatever labels and record it carries", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    const body = (await world.issues())[0]?.body?.replace('"issue":1', '"issue":2') ?? "";
    const labels = ["red-mode", "agent:incident"];
    const theirs = await world.admin.openIssue({ ...person, title: "Down", body, labels });
    await world.admin.editIssue({ ...person, number: 1, state: "closed" });
    heal(world);
    await passOf(world);
    world.pass(31 * 60);
    await passOf(world);
    expect(await world.admin.inspectIssue({ repository, number: theirs })).toMatchObject({
      state: "open",
      body,
      comments: [],
    });
  }));

it("writes nothing to an incident that carries the freeze label", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    await world.admin.addLabel({ ...person, number: 1, label: "needs-human-review" });
    const before = world.writes().length;
    sicken(world, 500);
    expect(await passOf(world)).toBe("nothing 1: needs-human-review is set on it");
    heal(world);
    expect(await passOf(world)).toBe("nothing 1: needs-human-review is set on it");
    expect(world.writes()).toHaveLength(before);
  }));

it("is stopped by a freeze label that comes between looking and writing", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    sicken(world, 500);
    const freeze = async () => {
      await world.admin.addLabel({ ...person, number: 1, label: "needs-human-review" });
    };
    world.github.setFaults([{ at: { operation: "issues/get" }, fault: { kind: "hook", when: "after", run: freeze } }]);
    expect(await world.run(["red-mode"])).toMatchObject({
      exit: 3,
      err: expect.stringContaining("nothing more is written"),
    });
    expect((await world.issues())[0]?.body).toContain("`status 503`");
  }));

it("does nothing more with an open issue whose record a person damaged", () =>
  withWorld(async (world) => {
    sicken(world);
    await passOf(world);
    const [issue] = await world.issues();
    const body = issue?.body?.replace('"version":1', '"version":7') ?? "";
    await world.admin.editIssue({ ...person, number: 1, body });
    expect(await passOf(world)).toMatch(/^nothing 1: its record is damaged/);
    expect(await world.issues()).toHaveLength(1);
  }));

it("prints what it would do, and writes nothing, in a dry run", () =>
  withWorld(async (world) => {
    sicken(world);
    expect(await world.json(["red-mode", "--dry-run"])).toMatchObject({
      action: "open",
      writes: [{ kind: "open-issue", labels: ["red-mode"] }],
    });
    expect(world.writes()).toEqual([]);
  }));

it("names probes that may not be opened, and takes them neither for sick nor for healthy", () =>
  withHealthWorld(
    { health: () => '  probes: [{ name: inner, url: "https://169.254.169.254/health" }]' },
    async (world) => {
      const ended = await world.run(["red-mode"]);
      expect(ended).toMatchObject({
        exit: 3,
        out: expect.stringContaining("169.254.169.254 is not public (linkLocal)"),
      });
      expect(world.writes()).toEqual([]);
    },
  ));

it("says so when nothing is configured", () =>
  withHealthWorld({ health: () => "  probes: []" }, async (world) => {
    expect(await world.json(["red-mode"])).toMatchObject({ exit: 0, configured: false });
  }));
