/** Writes a view as the table that mount(8) reads, in the order of mounting. */
import { join } from "node:path";
import type { SandboxLimits } from "../sandbox.ts";
import { devices } from "../view/system-paths.ts";
import { seenPlaces, type View } from "../view/view.ts";
import { temporaryBytes } from "./temporary-bytes.ts";

export const renderFstab = ({ skeleton, binds, masks }: View, limits: SandboxLimits): string => {
  const lines: string[] = [];
  const add = (source: string, at: string, type: string, options: string): void => {
    lines.push([source, join(skeleton, "box", at), type, options].map(escapeField).join(" "));
  };
  const bytes = temporaryBytes(limits);
  add("tmpfs", seenPlaces.temporary, "tmpfs", `mode=1777,size=${bytes},nosuid,nodev`);
  add("tmpfs", "/dev/shm", "tmpfs", `mode=1777,size=${bytes},nosuid,nodev,noexec`);
  add("devpts", "/dev/pts", "devpts", "newinstance,mode=600,ptmxmode=0666,nosuid,noexec");
  add("proc", "/proc", "proc", "nosuid,nodev,noexec");
  for (const name of devices) add(`/dev/${name}`, `/dev/${name}`, "none", "bind,nosuid,noexec");
  for (const { source, at, writable } of binds) {
    add(source, at, "none", `bind,${writable ? "rw" : "ro"},nosuid,nodev,X-mount.mkdir`);
  }
  for (const { at, kind } of masks) {
    if (kind === "directory") add("tmpfs", at, "tmpfs", "ro,size=4k,nosuid,nodev");
    else add("/dev/null", at, "none", "bind,ro");
  }
  return `${lines.join("\n")}\n`;
};

const escapeField = (text: string): string =>
  text.replace(/[\s\\]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`);
