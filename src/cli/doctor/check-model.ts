/** Whether a model endpoint answers, and whether the models that are named are there. */
import { z } from "zod";
import { FailureError } from "../../domain/failure.ts";
import type { Host } from "../host.ts";
import { type ModelAccess, readModelAccess } from "../surroundings.ts";
import { type Row, row } from "./row.ts";

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })).max(10_000) });
const timeoutMs = 10_000;

const checkNames = ({ env }: Host, { models }: ModelAccess, listed: string[] | null): Row => {
  const isNamed = Boolean(env.DRAFTSMITH_MODEL_STRONG && env.DRAFTSMITH_MODEL_FAST);
  const shown = `strong ${models.strong}, fast ${models.fast}${isNamed ? "" : " (defaults)"}`;
  const missing = listed === null ? [] : [...new Set(Object.values(models))].filter((name) => !listed.includes(name));
  if (missing.length > 0)
    return row(
      "models",
      "failing",
      `${shown}; the endpoint does not list ${missing.join(", ")}`,
      "Set DRAFTSMITH_MODEL_STRONG and DRAFTSMITH_MODEL_FAST to models that it has.",
    );
  if (isNamed) return row("models", "ok", shown);
  return row("models", "warning", shown, "Name both in DRAFTSMITH_MODEL_STRONG and DRAFTSMITH_MODEL_FAST.");
};

const ask = async (access: ModelAccess): Promise<{ row: Row; listed: string[] | null }> => {
  const url = `${access.baseURL.replace(/\/$/, "")}/models`;
  const answer = (state: Row["state"], found: string, todo = "") => ({
    row: row("model endpoint", state, found, todo),
    listed: null,
  });
  try {
    const headers = access.apiKey ? { authorization: `Bearer ${access.apiKey}` } : {};
    const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    const body: unknown = await response.json().catch(() => null);
    if (response.status === 401 || response.status === 403)
      return answer("failing", `${url} refuses the key (${response.status})`, "Check OPENAI_API_KEY.");
    const list = listSchema.safeParse(body);
    if (!response.ok || !list.success)
      return answer(
        "unknown",
        `${url} has no list of models (${response.status})`,
        "A run will show it: some endpoints have no list.",
      );
    return { row: row("model endpoint", "ok", url), listed: list.data.data.map(({ id }) => id) };
  } catch {
    return answer("failing", `${url} cannot be reached`, "Check OPENAI_BASE_URL; it usually ends in /v1.");
  }
};

/** Two rows: the endpoint and the models. Asks for the list of models, never for a completion. */
export const checkModel = async (host: Host): Promise<Row[]> => {
  let access: ModelAccess;
  try {
    access = readModelAccess(host);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const todo = "The secret of the repository cannot be read from outside; set OPENAI_API_KEY here to try it.";
    const withoutKey = readModelAccess({ ...host, env: { ...host.env, OPENAI_API_KEY: "none" } });
    return [
      row("model endpoint", "unknown", "OPENAI_API_KEY is not set here", todo),
      checkNames(host, withoutKey, null),
    ];
  }
  const { row: endpoint, listed } = await ask(access);
  return [endpoint, checkNames(host, access, listed)];
};
