/** The tools a prompt asks for, with their results framed like every other untrusted text. */
import type { Tool } from "../domain/tool.ts";
import { encodeDocument } from "./encode-document.ts";
import { renderFrame } from "./frame.ts";
import { linesField } from "./untrusted-field.ts";

/** In characters as sent; the model's client cuts longer results wherever they stand, which would open the frame. */
const maxResult = 11_000;

/** Keeps the tools in `wanted`, by name and in the order given. */
export const frameTools = (tools: Tool[], wanted: readonly string[], nonce: string): Tool[] =>
  tools
    .filter(({ name }) => wanted.includes(name))
    .map((tool) => ({
      ...tool,
      run: async (args) => renderFrame(nonce, { result: renderResult(tool.name, await tool.run(args)) }),
    }));

const renderResult = (name: string, text: string) => {
  const kept = shorten(text);
  const field = linesField(name, "repository", kept);
  return kept === text ? field : { ...field, cut: text.length - kept.length };
};

/** The longest beginning of whole lines that fits once encoded; of a single overlong line, what surely fits. */
const shorten = (text: string): string => {
  let size = 0;
  let end = 0;
  while (end < text.length) {
    const next = text.indexOf("\n", end) === -1 ? text.length : text.indexOf("\n", end) + 1;
    size += encodeDocument(text.slice(end, Math.min(next, end + maxResult))).length + 6;
    if (size > maxResult) return end === 0 ? text.slice(0, Math.floor(maxResult / 12)) : text.slice(0, end);
    end = next;
  }
  return text;
};
