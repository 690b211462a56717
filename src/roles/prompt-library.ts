/** The prompts, read once at start and held to their schema: front matter (tier, output, limits, tools) and static text. */
import { parseDocument } from "yaml";
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { type Role, roles } from "../domain/stage.ts";

export const promptToolSchema = z.enum(["find", "read", "symbols", "dependents", "search", "list"]);

const frontMatterSchema = z.strictObject({
  tier: z.enum(["strong", "fast"]),
  output: z.string().regex(/^[a-z_]{1,60}$/),
  maxOutputTokens: z.number().int().min(256).max(64_000),
  maxToolRounds: z.number().int().min(0).max(30),
  tools: z.array(promptToolSchema),
});

/** `text` is the prompt without its front matter. */
export type Prompt = z.infer<typeof frontMatterSchema> & { text: string };

export type PromptLibrary = Readonly<Record<Role, Prompt>>;

/**
 * Reads every role's prompt; `read` gets a file name such as `triage.md` and may throw. The failure names each bad file.
 */
export const loadPrompts = (read: (name: string) => string): Result<PromptLibrary, Failure> => {
  const faults: string[] = [];
  const prompts: Partial<Record<Role, Prompt>> = {};
  for (const role of roles) {
    const name = `${role}.md`;
    const prompt = readPrompt(read, name);
    if (prompt.ok) prompts[role] = prompt.value;
    else faults.push(`prompts/${name}: ${prompt.error}`);
  }
  if (faults.length === 0) return success(prompts as PromptLibrary);
  return failure({
    kind: "config",
    message: `The prompts could not be loaded: ${faults.join("; ")}.`,
    faults,
    hint: "Each prompt starts with YAML front matter between two lines of three dashes; compare it with another role's prompt.",
  });
};

const readPrompt = (read: (name: string) => string, name: string): Result<Prompt, string> => {
  try {
    return parsePrompt(read(name));
  } catch (error) {
    return failure(`cannot be read (${(error as Error).message})`);
  }
};

/** Front matter between two `---` lines, then the text. The error says what is missing or wrong. */
export const parsePrompt = (source: string): Result<Prompt, string> => {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(source);
  const [, header, body] = parts ?? [];
  if (header === undefined || body === undefined) return failure("has no front matter between two --- lines");
  const document = parseDocument(header, { schema: "core" });
  const [error] = document.errors;
  if (error !== undefined) return failure(`front matter is not YAML: ${error.message.split("\n", 1)[0]}`);
  const frontMatter = frontMatterSchema.safeParse(document.toJS());
  if (!frontMatter.success)
    return failure(
      frontMatter.error.issues.map(({ path, message }) => `${path.join(".") || "front matter"}: ${message}`).join(", "),
    );
  const text = body.trim();
  return text === "" ? failure("has no text after the front matter") : success({ ...frontMatter.data, text });
};
