/** Decodes what a generator printed: JSON, valid by the schema of CycloneDX, of a size that can be compared. */
import { failure, type Result, success } from "../../domain/result.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { cleanText } from "../scanners/clean-text.ts";
import type { Sbom } from "./component.ts";
import { decodeComponents } from "./decode-components.ts";
import { validateCyclonedx } from "./validate-cyclonedx.ts";

type Fields = { specVersion: string; serialNumber?: unknown; metadata?: Record<string, unknown> };

/** Errors complete the sentence "the document …". */
export const decodeSbom = async (text: Untrusted): Promise<Result<Sbom, string>> => {
  if (text.trim() === "") return failure("is empty");
  try {
    const document: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    const components = decodeComponents(document);
    if (!components.ok) return components;
    const faults = await validateCyclonedx(document);
    if (faults.length > 0) return failure(`is no valid CycloneDX: ${faults.join("; ")}`);
    const fields = document as Fields;
    return success({
      specVersion: fields.specVersion,
      tool: toolOf(fields.metadata?.tools),
      components: components.value,
      text: canonicalText(fields),
    });
  } catch (error) {
    if (error instanceof SyntaxError) return failure(`is no JSON: ${cleanText(error.message, 300)}`);
    if (error instanceof RangeError) return failure("is nested too deeply");
    throw error;
  }
};

const canonicalText = ({ serialNumber: _, metadata, ...rest }: Fields): string => {
  const { timestamp: _time, ...kept } = metadata ?? {};
  const ordered = { ...rest, ...(metadata === undefined ? {} : { metadata: kept }) };
  return `${JSON.stringify(ordered, null, 2)}\n`;
};

/** Up to version 1.4 tools are a list, later they may be components. */
const toolOf = (tools: unknown): string => {
  const listed = Array.isArray(tools) ? tools : (tools as { components?: unknown } | undefined)?.components;
  const first = (Array.isArray(listed) ? listed[0] : undefined) as Record<string, unknown> | undefined;
  const words = [first?.vendor ?? first?.group, first?.name, first?.version];
  return cleanText(words.filter((word) => typeof word === "string").join(" "), 120);
};
