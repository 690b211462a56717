/** Turns what `oasdiff` says about a document that it cannot load into the side and a reason that people can act on. */
import type { Untrusted } from "../../domain/untrusted.ts";
import { cleanText } from "../scanners/clean-text.ts";

export type Fault = {
  /** Whose document cannot be loaded; null when the program failed by itself. */
  side: "base" | "head" | null;
  /** Completes the sentence "openapi.yaml …". */
  reason: string;
};

const load = /failed to load (base|revision) spec from (?:"[^"\n]*"|\S+): ([\s\S]*)/;

export const describeFault = (output: Untrusted): Fault => {
  const found = load.exec(output.slice(0, 20_000));
  const side = found?.[1] === undefined ? null : found[1] === "base" ? "base" : "head";
  return { side, reason: reasonOf(found?.[2] ?? output) };
};

const reasonOf = (text: string): string => {
  const missing =
    /open (?:[^\s:]*\/)?(?:base|head)\/(.+): no such file or directory/.exec(text)?.[1] ??
    /disallowed external reference: "([^"\n]+)"/.exec(text)?.[1];
  if (missing !== undefined) return `refers to ${cleanText(missing, 300)}, which is not in the repository`;
  const fetched = /(?:Get|Head) "([^"\n]+)": /.exec(text)?.[1];
  if (fetched !== undefined)
    return `refers to ${cleanText(fetched, 300)}; references outside the repository are not fetched`;
  // A document is tried as JSON first; of YAML only what YAML says helps.
  const yaml = /yaml error: ([\s\S]*)/.exec(text)?.[1] ?? text;
  const plain = yaml
    .replace("error converting YAML to JSON: ", "")
    .replace("error unmarshaling JSON: while decoding JSON: ", "")
    .replaceAll(/(^|[\s"'(])(?:base|head)\/(?=\S)/g, "$1");
  return `cannot be read: ${cleanText(plain, 600) || "the comparison gave no reason"}`;
};
