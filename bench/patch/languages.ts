/** Names the languages of a corpus, by the endings of the files that its commits change. */
import type { Sample } from "./change.ts";

const byEnding: Record<string, string> = {
  c: "C",
  h: "C",
  cc: "C++",
  cpp: "C++",
  hpp: "C++",
  cs: "C#",
  go: "Go",
  java: "Java",
  js: "JavaScript",
  mjs: "JavaScript",
  ts: "TypeScript",
  tsx: "TypeScript",
  php: "PHP",
  py: "Python",
  rb: "Ruby",
  rs: "Rust",
  sh: "Shell",
  zsh: "Shell",
  md: "Markdown",
  yml: "YAML",
  yaml: "YAML",
  json: "JSON",
  toml: "TOML",
  xml: "XML",
};

export const languagesOf = (samples: Sample[]): string[] => {
  const endings = samples.flatMap(({ changes }) => changes.map(({ path }) => path.replace(/^.*\./, "")));
  return [...new Set(endings.flatMap((ending) => byEnding[ending] ?? []))].toSorted();
};
