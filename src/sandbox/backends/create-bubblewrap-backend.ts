/** Back end `bubblewrap`: bwrap makes the box; as our own user, or through root as one that owns nothing else. */
import type { ChildProcess } from "node:child_process";
import type { Layer } from "../layers.ts";
import { awaitEndOf } from "../processes/await-end-of.ts";
import { measureTree } from "../processes/measure-tree.ts";
import { seenPlaces, type View } from "../view/view.ts";
import type { Backend } from "./backend.ts";
import { boxCommandLine } from "./box-command-line.ts";
import { decodeShellExit } from "./decode-shell-exit.ts";
import type { BoxCommand, Launch } from "./launch.ts";
import { launchAsRoot } from "./launch-as-root.ts";
import { type BoxPlan, planBox } from "./plan-box.ts";
import { temporaryBytes } from "./temporary-bytes.ts";

const namespaces = {
  network: "--unshare-net",
  processes: "--unshare-pid",
  ipc: "--unshare-ipc",
  hostname: "--unshare-uts",
} as const;

/** `privilege` says who starts bwrap: root may choose another user for the command, we ourselves cannot. */
export const createBubblewrapBackend = (plan: BoxPlan, privilege: "root" | "user"): Backend => {
  const { places, userId, owner, env, without } = plan;
  const box = planBox(plan);
  return {
    name: "bubblewrap",
    seen: seenPlaces,
    isVisible: box.isVisible,
    launch: (command) => {
      const inside = { userId: privilege === "root" ? userId : null, cwd: box.seenAt(command.cwd), without };
      const argv = [
        "bwrap",
        ...["--die-with-parent", "--new-session"],
        ...namespaceArguments(command, without),
        ...(privilege === "root" ? rootArguments : userArguments(userId, without)),
        ...(without.has("environment") ? [] : ["--clearenv"]),
        ...viewArguments(box.viewOf(command), command),
      ];
      const line = boxCommandLine(command, inside);
      if (privilege === "root") {
        const limits = without.has("limits") ? null : command.limits;
        return launchAsRoot([...argv, "--", ...line], { places, userId, owner, limits, env });
      }
      // The first process of the box is bwrap itself: what it knows, the command can read.
      const known = without.has("environment") ? env : { PATH: env.PATH ?? "" };
      return launchAsUser([...argv, "--json-status-fd", "3", "--", ...line], known);
    },
  };
};

const namespaceArguments = (command: BoxCommand, without: ReadonlySet<Layer>): string[] => [
  ...(Object.keys(namespaces) as (keyof typeof namespaces)[])
    .filter((layer) => !without.has(layer) && !(layer === "network" && command.network))
    .map((layer): string => namespaces[layer]),
  ...(without.has("hostname") ? [] : ["--hostname", "sandbox"]),
];

/** What root needs in the box to become the other user; that user has none of it. */
const rootArguments = [
  "--cap-drop",
  "ALL",
  ...["SETUID", "SETGID", "SETPCAP"].flatMap((name) => ["--cap-add", `CAP_${name}`]),
];

const userArguments = (userId: number, without: ReadonlySet<Layer>): string[] => [
  ...["--unshare-user", "--uid", String(userId), "--gid", String(userId)],
  ...(without.has("nesting") ? [] : ["--disable-userns"]),
  ...(without.has("capabilities") ? ["--cap-add", "ALL"] : ["--cap-drop", "ALL"]),
];

const viewArguments = ({ skeleton, binds, masks }: View, { limits }: BoxCommand): string[] => {
  const bytes = String(temporaryBytes(limits));
  const tmpfs = (at: string): string[] => ["--perms", "1777", "--size", bytes, "--tmpfs", at];
  return [
    ...["--ro-bind", `${skeleton}/box`, "/", "--proc", "/proc", "--dev", "/dev"],
    ...tmpfs("/dev/shm"),
    ...["--remount-ro", "/dev"],
    ...tmpfs(seenPlaces.temporary),
    ...parentsBelow(
      seenPlaces.temporary,
      binds.map(({ at }) => at),
    ).flatMap((at) => ["--perms", "0755", "--dir", at]),
    ...binds.flatMap(({ source, at, writable }) => [writable ? "--bind" : "--ro-bind", source, at]),
    ...masks.flatMap(({ at, kind }) =>
      kind === "directory" ? ["--size", "4096", "--tmpfs", at, "--remount-ro", at] : ["--ro-bind", "/dev/null", at],
    ),
  ];
};

/** Directories that have to be made in `top` for these places; bwrap would make them for its own user alone. */
const parentsBelow = (top: string, places: string[]): string[] => {
  const parents = places
    .filter((at) => at.startsWith(`${top}/`))
    .flatMap((at) => {
      const names = at.slice(top.length + 1).split("/");
      return names.slice(0, -1).map((_, index) => [top, ...names.slice(0, index + 1)].join("/"));
    });
  return [...new Set(parents)].sort();
};

const launchAsUser = ([file = "", ...args]: string[], env: Record<string, string>): Launch => ({
  file,
  args,
  cwd: "/",
  env,
  input: "closed",
  hasStatus: true,
  stop: (child: ChildProcess) => {
    child.kill("SIGKILL");
  },
  isEmptied: async (_child, status) => {
    const first = /"child-pid": (\d+)/.exec(status)?.[1];
    // It is gone only after every other process of its namespace.
    return first === undefined || (await awaitEndOf(({ pid }) => pid === Number(first)));
  },
  decodeExit: decodeShellExit,
  measureMemory: (child) => (child.pid === undefined ? null : measureTree(child.pid)),
});
