/** SARIF 2.1.0 to the results that lie on changed lines; the text may be anything. */
import { failure, type Result, success } from "../../domain/result.ts";
import { type ScanResult, type ScanSeverity, severityOfLevel, severityOfScore } from "../../domain/scan.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { cleanText } from "./clean-text.ts";
import type { FindPlace, FoundPlace } from "./create-place-finder.ts";
import { createRuleFinder } from "./find-rule.ts";
import {
  type ArtifactLocation,
  artifactLocationSchema,
  locationSchema,
  logSchema,
  resultSchema,
  type SarifResult,
  type SarifRule,
  type SarifRun,
} from "./sarif-schema.ts";

export type DecodedSarif = {
  /** Names and versions of the tools that wrote it. */
  tool: string;
  results: ScanResult[];
  /** Results on other lines, or without a place in the repository. */
  elsewhere: number;
  suppressed: number;
  /** Entries that are no results. */
  malformed: number;
  /** What a tool says about a run that it did not end well; null when all went well. */
  fault: string | null;
};

const maxMalformed = 1_000;
const maxLocations = 20;
const maxBaseIds = 8;

/** The URI with its bases in front, as far as they are known; null when the result names no file. */
const resolveUri = (run: SarifRun, location: ArtifactLocation | undefined): string | null => {
  const indexed = location?.index !== undefined && location.index >= 0 ? run.artifacts?.[location.index] : undefined;
  const held =
    typeof indexed === "object" && indexed !== null && "location" in indexed
      ? artifactLocationSchema.safeParse(indexed.location).data
      : undefined;
  const start = location?.uri === undefined ? held : location;
  if (start?.uri === undefined) return null;
  let uri = start.uri;
  let baseId = start.uriBaseId;
  for (let depth = 0; depth < maxBaseIds && baseId !== undefined && !/^(?:[a-z][a-z0-9+.-]+:|\/)/i.test(uri); depth++) {
    const bases = run.originalUriBaseIds ?? {};
    const base: ArtifactLocation | undefined = Object.hasOwn(bases, baseId) ? bases[baseId] : undefined;
    uri = base?.uri === undefined ? uri : `${base.uri.replace(/\/$/, "")}/${uri}`;
    baseId = base?.uriBaseId;
  }
  return uri;
};

const findPlaceOf = (run: SarifRun, locations: unknown[], findPlace: FindPlace): FoundPlace | null => {
  for (const raw of locations.slice(0, maxLocations)) {
    const physical = locationSchema.safeParse(raw).data?.physicalLocation;
    const uri = resolveUri(run, physical?.artifactLocation);
    if (uri === null) continue;
    const start = physical?.region?.startLine;
    const place = findPlace(uri, start === undefined ? null : { start, end: physical?.region?.endLine ?? start });
    if (place !== null) return place;
  }
  return null;
};

const scoreOf = (one: { properties?: SarifResult["properties"] } | null): number | null => {
  const score = Number.parseFloat(String(one?.properties?.["security-severity"] ?? ""));
  return Number.isFinite(score) ? score : null;
};

const severityOf = (result: SarifResult, rule: SarifRule | null): ScanSeverity => {
  const score = scoreOf(result) ?? scoreOf(rule);
  if (score !== null) return severityOfScore(score);
  const level = result.level ?? rule?.defaultConfiguration?.level ?? "warning";
  return severityOfLevel(result.kind === "fail" ? level : "none");
};

const messageOf = ({ message }: SarifResult, rule: SarifRule | null): string => {
  if (message.text !== undefined) return message.text;
  const strings = rule?.messageStrings ?? {};
  const pattern =
    message.id !== undefined && Object.hasOwn(strings, message.id) ? strings[message.id]?.text : undefined;
  const filled = pattern
    ?.slice(0, 2_000)
    .replace(/\{(\d{1,2})\}/g, (whole, at: string) => message.arguments?.[Number(at)]?.slice(0, 500) ?? whole);
  return filled ?? rule?.shortDescription?.text ?? "";
};

const isSuppressed = ({ suppressions, baselineState }: SarifResult): boolean =>
  baselineState === "absent" ||
  (suppressions ?? []).some(({ status }) => status === undefined || status === "accepted");

const silentKinds = new Set<SarifResult["kind"]>(["pass", "notApplicable", "informational"]);

const locationsOf = (raw: object): unknown[] =>
  "locations" in raw && Array.isArray(raw.locations) ? raw.locations : [];

/** Adds what a run found; false when too much of it is no SARIF. */
const decodeRun = (run: SarifRun, findPlace: FindPlace, into: DecodedSarif): boolean => {
  const findRule = createRuleFinder(run);
  for (const raw of run.results ?? []) {
    const isObject = typeof raw === "object" && raw !== null;
    // Most results of a large report lie elsewhere; only the others are worth a whole look.
    const place = isObject ? findPlaceOf(run, locationsOf(raw), findPlace) : null;
    if (isObject && place === null) {
      into.elsewhere++;
      continue;
    }
    const result = resultSchema.safeParse(raw).data;
    if (place === null || result === undefined) {
      if (++into.malformed > maxMalformed) return false;
      continue;
    }
    if (silentKinds.has(result.kind)) continue;
    if (isSuppressed(result)) {
      into.suppressed++;
      continue;
    }
    const rule = findRule(result);
    const id = cleanText(result.ruleId ?? result.rule?.id ?? rule?.id ?? "", 200) || "without a rule";
    const message = cleanText(messageOf(result, rule), 500) || id;
    into.results.push({ rule: id, severity: severityOf(result, rule), ...place, message });
  }
  return true;
};

const nameOf = ({ tool: { driver } }: SarifRun): string =>
  cleanText(`${driver.name} ${driver.semanticVersion ?? driver.version ?? ""}`, 60);

const faultOf = ({ invocations }: SarifRun): string | null => {
  const bad = invocations?.find(({ executionSuccessful }) => !executionSuccessful);
  if (bad === undefined) return null;
  const notes = bad.toolExecutionNotifications ?? [];
  const said = (notes.find(({ level }) => level === "error") ?? notes[0])?.message?.text ?? "";
  return cleanText(`says that it did not end well${said === "" ? "" : `: ${said}`}`, 300);
};

const parseJson = (text: string): Result<unknown, string> => {
  try {
    return success(JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text));
  } catch (error) {
    return failure(`no JSON: ${cleanText(error instanceof Error ? error.message : "", 150)}`);
  }
};

/** The results on changed lines, or why the text is no SARIF 2.1.0. Time and memory are linear in the text. */
export const decodeSarif = (text: Untrusted, findPlace: FindPlace): Result<DecodedSarif, string> => {
  const json = parseJson(text);
  if (!json.ok) return json;
  const log = logSchema.safeParse(json.value);
  if (!log.success) {
    const [issue] = log.error.issues;
    const where = cleanText(issue?.path.join(".") ?? "", 100) || "the document";
    return failure(`no SARIF 2.1.0: ${where}: ${cleanText(issue?.message ?? "", 150)}`);
  }
  const { runs } = log.data;
  const decoded: DecodedSarif = {
    tool: [...new Set(runs.map(nameOf))].join(", ").slice(0, 120),
    results: [],
    elsewhere: 0,
    suppressed: 0,
    malformed: 0,
    fault: runs.map(faultOf).find((fault) => fault !== null) ?? null,
  };
  for (const run of runs)
    if (!decodeRun(run, findPlace, decoded))
      return failure(`no SARIF 2.1.0: more than ${maxMalformed} entries are no results`);
  return success(decoded);
};
