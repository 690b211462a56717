/** Reads which version of which description format a document claims to be, without parsing all of its YAML. */
import { failure, type Result, success } from "../../domain/result.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { cleanText } from "../scanners/clean-text.ts";

/** The version of OpenAPI, such as `3.1.0`. Errors complete the sentence "openapi.yaml …". */
export const readVersion = (document: Untrusted): Result<string, string> => {
  const text = document.replace(/^\ufeff/, "");
  if (text.trim() === "") return failure("is empty");
  const found = text.trimStart().startsWith("{") ? fromJson(text) : fromYaml(text);
  if (!found.ok) return found;
  const { openapi, swagger } = found.value;
  if (swagger !== undefined)
    return failure(`is Swagger ${cleanText(swagger, 20)}; OpenAPI 3 can be compared, Swagger cannot: convert it`);
  if (openapi === undefined) return failure("has no `openapi` field with a version, so it is no OpenAPI document");
  if (!/^3\.\d+(?:\.\d+)?\b/.test(openapi))
    return failure(`says \`openapi: ${cleanText(openapi, 20)}\`; versions 3.x can be compared`);
  return success(cleanText(openapi, 20));
};

type Fields = { openapi?: string; swagger?: string };

const fromYaml = (text: string): Result<Fields, string> => {
  const field = (name: string): string | undefined =>
    new RegExp(`^["']?${name}["']?[ \\t]*:[ \\t]*["']?([^\\s"'#,}]{1,40})`, "m").exec(text)?.[1];
  return success(fieldsOf(field("openapi"), field("swagger")));
};

const fromJson = (text: string): Result<Fields, string> => {
  try {
    const document = JSON.parse(text) as Record<string, unknown>;
    return success(fieldsOf(textOf(document.openapi), textOf(document.swagger)));
  } catch (error) {
    return failure(`is not valid JSON: ${cleanText(error instanceof Error ? error.message : String(error), 300)}`);
  }
};

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

const fieldsOf = (openapi: string | undefined, swagger: string | undefined): Fields => ({
  ...(openapi === undefined ? {} : { openapi }),
  ...(swagger === undefined ? {} : { swagger }),
});
