/** An issue as a Markdown file: front matter with title, labels and author, or a first heading, then the body. */
import { parse } from "yaml";
import { z } from "zod";
import { FailureError } from "../domain/failure.ts";

const matterSchema = z.object({
  title: z.string().min(1).optional(),
  labels: z.array(z.string()).default([]),
  author: z.string().default("author"),
  number: z.number().int().positive().optional(),
});

export type IssueFile = { title: string; body: string; labels: string[]; author: string; number: number };

const fail = (path: string, message: string): FailureError =>
  new FailureError({
    kind: "usage",
    message: `${path}: ${message}`,
    hint: "Begin the file with a heading (`# Title`) or with front matter that has a title, then write the issue.",
  });

const splitMatter = (text: string, path: string): { matter: unknown; body: string } => {
  if (!text.startsWith("---\n")) return { matter: {}, body: text };
  const end = text.indexOf("\n---", 4);
  if (end < 0) throw fail(path, "the front matter has no end");
  try {
    return {
      matter: parse(text.slice(4, end), { schema: "core" }) ?? {},
      body: text.slice(text.indexOf("\n", end + 1) + 1),
    };
  } catch (error) {
    throw fail(path, `the front matter is not YAML (${error instanceof Error ? error.message.split("\n")[0] : ""})`);
  }
};

export const parseIssueFile = (source: string, path: string): IssueFile => {
  const { matter, body } = splitMatter(source.replaceAll("\r\n", "\n"), path);
  const parsed = matterSchema.safeParse(matter);
  if (!parsed.success)
    throw fail(path, parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  const heading = /^#[ \t]+([^\n]+)\n?/.exec(body.trimStart());
  const title = parsed.data.title ?? heading?.[1]?.trim();
  if (!title) throw fail(path, "no title was found");
  const text = parsed.data.title
    ? body.trim()
    : body
        .trimStart()
        .slice(heading?.[0].length ?? 0)
        .trim();
  if (!text) throw fail(path, "the issue has no text");
  return { title, body: text, labels: parsed.data.labels, author: parsed.data.author, number: parsed.data.number ?? 1 };
};
