/** The map of what a checkout has committed last. */
import type { Atlas } from "../atlas/atlas.ts";
import { openAtlas } from "../atlas/build/open-atlas.ts";
import { findHead } from "./find-head.ts";
import type { Host } from "./host.ts";

export type HeadAtlas = { atlas: Atlas; gitDir: string; name: string };

/** As `findHead`. */
export const openHeadAtlas = async (
  host: Host,
  options: Record<string, string | boolean | undefined>,
): Promise<HeadAtlas> => {
  const head = await findHead(host, options);
  return { atlas: await openAtlas(head), gitDir: head.gitDir, name: head.name };
};
