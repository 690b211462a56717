/** Rewrites a host's environment for a command that sees the same directories elsewhere, or not at all. */
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import type { Backend, Places } from "./backends/backend.ts";
import { defaultPath } from "./build-environment.ts";
import { placeOf } from "./place-of.ts";

export type Translation = {
  places: Places;
  backend: Pick<Backend, "seen" | "isVisible">;
  /** Variables of toolchains: they are left out where their directory is not seen. */
  toolchains: Record<string, string>;
};

export const translateEnvironment = (
  env: Record<string, string>,
  { places, backend, toolchains }: Translation,
): Record<string, string> => {
  const seenAt = (path: string): string => {
    const place = isAbsolute(path) ? placeOf(path, places) : null;
    return place === null ? path : join(backend.seen[place.name], place.below);
  };
  const translated: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (name === "PATH") translated.PATH = composePath(value, places, backend, seenAt);
    else if (toolchains[name] === undefined || placeOf(value, places) !== null || backend.isVisible(value)) {
      translated[name] = seenAt(value);
    }
  }
  return translated;
};

/** Only directories that are seen; where `node` is linked into one that is not, the directory that it leads to. */
const composePath = (
  path: string,
  places: Places,
  { isVisible }: Pick<Backend, "isVisible">,
  seenAt: (path: string) => string,
): string => {
  const entries = path.split(delimiter).flatMap((entry) => {
    if (!isAbsolute(entry)) return [];
    if (placeOf(entry, places) !== null) return [seenAt(entry)];
    if (isVisible(entry)) return [entry];
    const node = join(entry, "node");
    const target = existsSync(node) ? dirname(realpathSync(node)) : entry;
    return isVisible(target) ? [target] : [];
  });
  return [...new Set([...entries, ...defaultPath.split(":")])].join(":");
};
