/** A user id that nobody on this machine has. */
import { randomInt } from "node:crypto";
import { hasProcessOf } from "./processes/has-process-of.ts";

/** Above what systemd, containers and directory services give out by default, below the signed limit. */
const lowest = 2_010_000_000;
const highest = 2_147_000_000;

export const chooseUserId = (): number => {
  const userId = randomInt(lowest, highest);
  return hasProcessOf(userId) ? chooseUserId() : userId;
};
