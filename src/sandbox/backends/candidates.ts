/** The ways to make a box, best first: each with the layers that it promises. */
import { allLayers, type Layer } from "../layers.ts";
import type { SandboxBackend } from "../sandbox.ts";
import type { Backend } from "./backend.ts";
import { createBubblewrapBackend } from "./create-bubblewrap-backend.ts";
import { createUnshareBackend } from "./create-unshare-backend.ts";
import type { BoxPlan } from "./plan-box.ts";

export type Candidate = {
  backend: SandboxBackend;
  /** For people: back end and who starts it. */
  title: string;
  layers: ReadonlySet<Layer>;
  create: (plan: Omit<BoxPlan, "owner">) => Backend;
};

const except = (...left: Layer[]): Set<Layer> => new Set(allLayers.filter((layer) => !left.includes(layer)));

/** `us` is our user; root makes boxes itself, others ask sudo. Root's own number is no user for a box: settings of the kernel are its files. */
export const listCandidates = (us: { uid: number; gid: number }): Candidate[] => {
  const root = us.uid === 0 ? "as root" : "through sudo";
  const withOwner = (plan: Omit<BoxPlan, "owner">): BoxPlan => ({
    ...plan,
    owner: us,
    env: { ...plan.env, PATH: toolPath },
  });
  const all: Candidate[] = [
    {
      backend: "unshare",
      title: `unshare ${root}`,
      layers: except(),
      create: (plan) => createUnshareBackend(withOwner(plan)),
    },
    {
      backend: "bubblewrap",
      title: `bubblewrap ${root}`,
      layers: except("nesting"),
      create: (plan) => createBubblewrapBackend(withOwner(plan), "root"),
    },
    {
      backend: "bubblewrap",
      title: "bubblewrap as our user",
      layers: except("user"),
      create: (plan) => createBubblewrapBackend(withOwner(plan), "user"),
    },
  ];
  return us.uid === 0 ? all.filter(({ layers }) => layers.has("user")) : all;
};

const toolPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
