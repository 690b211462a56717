/** What stands around a file: who depends on it, and the tests that belong to it. */
import type { Atlas } from "../atlas/atlas.ts";

export type Around = { dependents: string[]; tests: string[] };

/** The result looks at one path after the other. */
export const createLookAround = (atlas: Atlas): ((path: string) => Around) => {
  const tests = new Set(atlas.files.flatMap(({ path, role }) => (role === "test" ? [path] : [])));
  return (path) => {
    const all = atlas.dependentsOf(path);
    return { dependents: all.filter((one) => !tests.has(one)), tests: all.filter((one) => tests.has(one)) };
  };
};
