/** Finds an installed Chromium or Chrome that can run inside a sandbox. */
import { type Command, executableAt, findCommand } from "../serve/find-command.ts";

/** The programs themselves, where packages put them; the commands on `PATH` are often scripts that read files of the machine. */
const usual = [
  "/opt/google/chrome/chrome",
  "/usr/lib/chromium/chromium",
  "/usr/lib/chromium-browser/chromium-browser",
  "/usr/lib64/chromium-browser/chromium-browser",
  "/opt/chromium/chrome",
];

const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];

/** `path` is the `PATH` of commands. Null when there is none. */
export const findChromium = (path: string, places: readonly string[] = usual): Command | null => {
  for (const place of places) {
    const found = executableAt(place);
    if (found !== null) return found;
  }
  for (const name of names) {
    const found = findCommand(name, path);
    if (found !== null) return found;
  }
  return null;
};
