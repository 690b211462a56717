/** Decodes the components of a CycloneDX document, those inside others included. */
import { z } from "zod";
import { failure, type Result, success } from "../../domain/result.ts";
import { cleanText } from "../scanners/clean-text.ts";
import type { Component } from "./component.ts";
import { parsePurl } from "./parse-purl.ts";

const maxComponents = 50_000;
const maxText = 200;

const list = <T extends z.ZodType>(item: T) => z.array(item).catch([]).default([]);
const text = z.string().catch("").default("");

const componentSchema = z.object({
  type: text,
  group: text,
  name: text,
  version: text,
  purl: text,
  licenses: list(
    z.object({
      expression: text,
      license: z.object({ id: text, name: text }).partial().optional().catch(undefined),
    }),
  ),
  hashes: list(z.object({ alg: text, content: text })),
  externalReferences: list(z.object({ type: text, url: text })),
  components: list(z.unknown()),
});

const documentSchema = z.object({ components: list(z.unknown()) }).catch({ components: [] });

type Raw = z.infer<typeof componentSchema>;

/** In the order of the document; what is there twice is given once. What is no component is left to the validation. */
export const decodeComponents = (document: unknown): Result<Component[], string> => {
  const waiting = [documentSchema.parse(document).components];
  const found = new Map<string, Component>();
  let seen = 0;
  for (let level = waiting.pop(); level !== undefined; level = waiting.pop()) {
    seen += level.length;
    if (seen > maxComponents) return failure(`has more than ${maxComponents} components`);
    for (const item of level) {
      const { data: raw } = componentSchema.safeParse(item);
      if (raw === undefined) continue;
      const component = decodeComponent(raw);
      found.set(JSON.stringify(component), component);
      if (raw.components.length > 0) waiting.push(raw.components);
    }
  }
  return success([...found.values()]);
};

const decodeComponent = (raw: Raw): Component => {
  const purl = parsePurl(raw.purl);
  const name = cleanText(purl?.name ?? [raw.group, raw.name].filter(Boolean).join("/"), maxText) || "(no name)";
  const type = cleanText(purl?.type ?? raw.type, 40);
  return {
    key: `${type} ${name}`,
    type,
    name,
    version: cleanText(raw.version || (purl?.version ?? ""), 100),
    licence: licenceOf(raw),
    hashes: raw.hashes.map(({ alg, content }) => cleanText(`${alg}:${content.toLowerCase()}`, maxText)).sort(),
    host: hostOf(raw, purl?.qualifiers ?? new Map()),
  };
};

const licenceOf = ({ licenses }: Raw): string => {
  const names = licenses.map(({ expression, license }) => expression || license?.id || license?.name || "");
  return cleanText([...new Set(names.filter(Boolean))].sort().join(", "), maxText) || "unknown";
};

const hostOf = ({ externalReferences }: Raw, qualifiers: ReadonlyMap<string, string>): string | null => {
  const distribution = externalReferences.find(({ type }) => type === "distribution")?.url;
  const source =
    distribution ?? qualifiers.get("download_url") ?? qualifiers.get("vcs_url") ?? qualifiers.get("repository_url");
  if (source === undefined) return null;
  const url = URL.parse(source) ?? URL.parse(`https://${source}`);
  return cleanText(url?.host || source, maxText) || null;
};
