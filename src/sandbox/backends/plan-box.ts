/** What the back ends with namespaces share: where things are seen, and one view for each set of mounts. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isBelow } from "../is-below.ts";
import type { Layer } from "../layers.ts";
import { placeOf } from "../place-of.ts";
import { buildView, gitMasks } from "../view/build-view.ts";
import { etcPatterns, systemDirectories, toolDirectories } from "../view/system-paths.ts";
import { seenPlaces, type View } from "../view/view.ts";
import type { Backend, Places } from "./backend.ts";
import type { BoxCommand } from "./launch.ts";

export type BoxPlan = {
  places: Places;
  /** Host directory for skeletons; outside the places. */
  within: string;
  /** User and group inside. */
  userId: number;
  /** Ours. */
  owner: { uid: number; gid: number };
  /** Host paths that every command sees read-only. */
  readOnly: string[];
  /** Environment of the programs that make the box. */
  env: Record<string, string>;
  /** Layers that are left out; for tests of the self test alone. */
  without: ReadonlySet<Layer>;
};

export type Box = {
  viewOf: (command: BoxCommand) => View;
  /** Where a host path is seen. */
  seenAt: (path: string) => string;
  isVisible: Backend["isVisible"];
};

export const planBox = (plan: BoxPlan): Box => {
  const { places, within, userId, without } = plan;
  const always = [
    ...systemDirectories,
    ...toolDirectories,
    ...etcPatterns.map((name) => `/etc/${name}`),
    ...plan.readOnly,
  ];
  const left = { files: without.has("files"), readonly: without.has("readonly") };
  const views = new Map<string, Omit<View, "masks">>();
  const makeView = (readOnly: string[], network: boolean): Omit<View, "masks"> => {
    mkdirSync(within, { recursive: true });
    return buildView({ places, within, userId, readOnly, network, without: left });
  };
  return {
    viewOf: ({ readOnly, network }) => {
      const mounts = [...plan.readOnly, ...readOnly];
      const key = JSON.stringify([mounts, network]);
      const view = views.get(key) ?? makeView(mounts, network);
      views.set(key, view);
      return { ...view, masks: gitMasks(places.tree) };
    },
    seenAt: (path) => {
      const place = placeOf(path, places);
      return place === null ? path : join(seenPlaces[place.name], place.below);
    },
    isVisible: (path) => always.some((each) => isBelow(path, each)),
  };
};
