/** Finds in the text of a failure the stack frames that lie in the repository. */
import { posix } from "node:path";
import type { Untrusted } from "../../domain/untrusted.ts";

export type Frame = {
  /** Relative to the workspace. */
  file: string;
  /** 1-based. */
  line: number;
  /** The line of the text that speaks of it, trimmed. */
  text: string;
};

const maxLines = 400;
const maxLine = 500;
const maxFrames = 12;

const python = /File "(?<path>[^"]{1,300})", line (?<line>\d{1,7})/;
const java =
  /\bat (?:[\w.]{1,100}\/{1,2})?(?<owner>[\w$.]{1,300})\.[\w$<>]{1,200}\((?<name>[\w$]{1,200}\.(?:java|kt|groovy|scala)):(?<line>\d{1,7})\)/;
const place = /(?:^|[\s(@])(?:file:\/\/)?(?<path>[^\s():"'<>@]{1,300}\.[A-Za-z]{1,6}):(?<line>\d{1,7})\b/;
const foreign = /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|\.venv|\.cargo|\.rustup)\//;
const javaRoots = [
  "src/test/java",
  "src/test/kotlin",
  "src/test/groovy",
  "src/main/java",
  "src/main/kotlin",
  "test",
  "src",
  ".",
];

/**
 * Gives at most 12 frames in the order of the text, in which the workspace must stand as `.` already. `dirs` are the
 * directories, relative to the workspace, that paths may be relative to; `isFile` says what is a file there.
 */
export const readFrames = (text: Untrusted, dirs: string[], isFile: (path: string) => boolean): Frame[] => {
  const frames: Frame[] = [];
  for (const line of text.split("\n", maxLines)) {
    if (frames.length >= maxFrames) break;
    if (line.length > maxLine) continue;
    const frame = readFrame(line, dirs, isFile);
    const last = frames.at(-1);
    if (frame && (last?.file !== frame.file || last.line !== frame.line)) frames.push(frame);
  }
  return frames;
};

const readFrame = (text: string, dirs: string[], isFile: (path: string) => boolean): Frame | null => {
  const inJava = java.exec(text)?.groups;
  const { path = "", line = "" } = (python.exec(text) ?? (inJava ? null : place.exec(text)))?.groups ?? {};
  const file = inJava ? findClass(inJava.owner ?? "", inJava.name ?? "", dirs, isFile) : findFile(path, dirs, isFile);
  const number = Number(inJava?.line ?? line);
  return file !== null && number > 0 ? { file, line: number, text: text.trim() } : null;
};

const findFile = (path: string, dirs: string[], isFile: (path: string) => boolean): string | null => {
  if (path === "" || path.startsWith("/") || foreign.test(path)) return null;
  const candidates = [...new Set([".", ...dirs].map((dir) => posix.join(dir, path)))];
  return candidates.find((candidate) => !candidate.startsWith("..") && isFile(candidate)) ?? null;
};

/** `com.acme.SlugTest$Inner` and `SlugTest.java` → `src/test/java/com/acme/SlugTest.java`, where that is a file. */
export const findClass = (
  owner: string,
  name: string,
  dirs: string[],
  isFile: (path: string) => boolean,
): string | null => {
  const folder = owner.split(".").slice(0, -1).join("/");
  for (const dir of dirs)
    for (const root of javaRoots) {
      const candidate = posix.join(dir, root, folder, name);
      if (!candidate.startsWith("..") && isFile(candidate)) return candidate;
    }
  return null;
};

const foreignFrame =
  /^\s+at .{0,400}(?:node:internal|node:|\/node_modules\/|\/rustc\/|java\.base[@/]|org\.junit\.|junit\.framework\.|org\.apache\.maven\.|org\.gradle\.|jdk\.internal\.|sun\.reflect\.)|^\s+❯ .{0,300}node_modules\/|^\s+at (?:new )?Promise|^\s+\/(?:usr|opt)\/.{0,200}\.go:\d/;

/** Leaves out the frames of runners and runtimes, which no change of the repository can mend. */
export const withoutForeignFrames = (text: Untrusted): Untrusted =>
  text
    .split("\n")
    .filter((line) => !foreignFrame.test(line.slice(0, maxLine)))
    .join("\n");
