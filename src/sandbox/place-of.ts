/** Tells in which of a sandbox's three directories a host path lies. */
import { relative } from "node:path";
import type { Places } from "./backends/backend.ts";

/** `below` is relative to the directory; null when the path is in none. */
export const placeOf = (path: string, places: Places): { name: keyof Places; below: string } | null => {
  for (const name of ["tree", "home", "reports"] as const) {
    const below = relative(places[name], path);
    if (below !== ".." && !below.startsWith("../")) return { name, below };
  }
  return null;
};
