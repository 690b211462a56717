/** One self-contained HTML page of the map: no network, no foreign markup, and a policy that allows only its own script and style. */
import { createHash } from "node:crypto";
import type { AtlasDocument } from "../store/atlas-document.ts";
import { escapeHtml } from "./escape-html.ts";
import { linkScript, readStyle } from "./link-script.ts";
import { packPageData } from "./pack-page-data.ts";
import { renderBody } from "./render-body.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** JSON that cannot close its element, open a comment or hide text: what is not plain ASCII text is escaped. */
const escapeJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u007F-\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%233b6fd4' d='M1 1h8v14H1z'/%3E%3Cpath fill='%23e0903c' d='M10 1h5v8h-5z'/%3E%3Cpath fill='%2338a169' d='M10 10h5v5h-5z'/%3E%3C/svg%3E";

/**
 * The whole page as text. Everything from the repository stands in one JSON block and is shown by the script as text;
 * the page works from a file, offline.
 */
export const renderAtlasPage = (document: AtlasDocument, { title }: { title: string }): string => {
  const script = `\n${linkScript()}`;
  const style = `\n${readStyle()}`;
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
${renderBody(document, title)}
<script type="application/json" id="atlas">${escapeJson(packPageData(document))}</script>
<script type="module">${script}</script>
</body>
</html>
`;
};
