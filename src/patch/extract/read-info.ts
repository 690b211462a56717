/** Reads the info string of a fence: its language, and the path that it states. */
import { looksLikePath } from "./looks-like-path.ts";

/** `isExcerpt`: the info string cites some lines of the file. `language` is in small letters, "" when none is given. */
type Info = { language: string; path: string | null; isExcerpt: boolean };

const attribute =
  /(?:^|[\s{,])(?:title|file|filename|file_?path|path|name)[ \t]*[=:][ \t]*(?:"([^"]*)"|'([^']*)'|([^\s"'{},]+))/i;
const citation = /^\d+:\d+:|(?::\d+(?:-\d+)?|#L\d+(?:-L?\d+)?)$/g;

const readPath = (raw: string, isMarked: boolean): { path: string; isExcerpt: boolean } | null => {
  const text = raw.replace(/^[({]+|[)}]+$/g, (ends) => (/^[({]/.test(raw) && /[)}]$/.test(raw) ? "" : ends));
  const quoted = /^(["'`])(.*)\1$/.exec(text)?.[2] ?? text;
  const path = quoted.replace(citation, "");
  return looksLikePath(path, isMarked || quoted !== text) ? { path, isExcerpt: path !== quoted } : null;
};

/** `info` without the fence's own marks. Two paths in it state none. */
export const readInfo = (info: string): Info => {
  const text = info.trim().slice(0, 1200);
  const words = text.split(/\s+/);
  const [first = ""] = words;
  const none = { path: null, isExcerpt: false };
  const stated = attribute.exec(text);
  const named = stated && readPath(stated[1] ?? stated[2] ?? stated[3] ?? "", true);
  const isPair = /^[A-Za-z][\w+#-]+:[^/\\]/.test(first);
  const alone = named || isPair ? null : readPath(first, false);
  if (alone) return { language: "", ...alone };
  const colon = first.indexOf(":");
  const language = (colon > 0 ? first.slice(0, colon) : first).replace(/[{,].*$/, "").toLowerCase();
  if (named) return { language, ...named };
  const behind = colon > 0 && colon < first.length - 1 ? [first.slice(colon + 1)] : [];
  const paths = [...behind, ...words.slice(1)].flatMap((word) => readPath(word, behind.includes(word)) ?? []);
  const rest = text.slice(first.length).trim();
  if (paths.length === 0 && /^(["'`]).*\1$/.test(rest)) return { language, ...(readPath(rest, true) ?? none) };
  return { language, ...((paths.length === 1 && paths[0]) || none) };
};

export const isDiffLanguage = (language: string): boolean =>
  /^(?:git[-_]?)?(?:u|unified[-_]?)?(?:diff|patch)(?:[-_+].*)?$/.test(language);

/** Languages whose blocks may hold prose around a change, or a shell's here-document. */
export const isTextLanguage = (language: string): boolean =>
  /^(?:|text|txt|plaintext|plain|markdown|md|mdx|xml|html|json|jsonc|json5|output|sh|bash|zsh|shell|console|shell-session|search-replace|edit|apply_patch|apply-patch|begin-patch)$/.test(
    language,
  );

const isShell = (language: string): boolean =>
  /^(?:sh|bash|zsh|fish|shell|console|shell-session|shellsession|powershell|ps1|cmd|bat|output|log)$/.test(language);

/** A block of commands or their output below a file's name is not the file. */
export const fitsPath = (language: string, path: string): boolean =>
  !isShell(language) || /(?:^|\/)[^./]+$|\.(?:sh|bash|zsh|fish|ps1|cmd|bat|log|txt|env)$|(?:^|\/)\.[^/]+$/i.test(path);
