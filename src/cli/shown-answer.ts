/** The answer of a query as it is printed. */
import type { Hit } from "../atlas/search/search-atlas.ts";
import type { Around } from "./atlas-around.ts";

/** Windows are pairs of 1-based lines, both included; what stands around the file is there when it was asked for. */
export type ShownHit = Omit<Hit, "windows"> & { windows: [number, number][] } & Partial<Around>;

/** Best first. */
export type Answer = { results: ShownHit[]; tests: ShownHit[]; docs: ShownHit[] };
