/** What a model is shown, as texts: the strings of framed documents with their line lists joined, and everything else as it stands. */
import type { ChatRequest } from "../model-request.ts";

const frame = /<<<data ([0-9a-f]{16})\n([\s\S]*?)\ndata \1>>>/g;

const collect = (value: unknown, texts: string[]): void => {
  if (typeof value === "string") texts.push(value);
  else if (Array.isArray(value)) {
    if (value.every((one) => typeof one === "string")) texts.push(value.join("\n"));
    else for (const one of value) collect(one, texts);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      texts.push(key);
      collect(one, texts);
    }
  }
};

/** A document with a redacted line is no JSON any more; it is read as it stands. */
const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
};

const readContent = (content: string): string[] => {
  const texts: string[] = [];
  const rest = content.replace(frame, (_, _nonce: string, json: string) => {
    collect(parse(json), texts);
    return "";
  });
  return [...texts, rest];
};

/** Of everything but the bot's own static words and the model's own earlier replies. */
export const readTexts = ({ messages }: Pick<ChatRequest, "messages">): string[] =>
  messages.flatMap(({ role, content }) =>
    role === "system" || role === "assistant" ? [] : readContent(content ?? ""),
  );
