/** `atlas page`: one HTML file that shows a map, from the last commit or from a map that was written before. */
import { resolve } from "node:path";
import { renderAtlasPage } from "../atlas/page/render-atlas-page.ts";
import type { AtlasDocument } from "../atlas/store/atlas-document.ts";
import { FailureError } from "../domain/failure.ts";
import { atlasFiles } from "./atlas-files.ts";
import { type CommandResult, textOption } from "./command.ts";
import { nameOf } from "./find-head.ts";
import type { Host } from "./host.ts";
import { openHeadAtlas } from "./open-head-atlas.ts";
import { readAtlasDocument } from "./read-atlas-document.ts";
import { saveText } from "./save-text.ts";

type Options = Record<string, string | boolean | undefined>;

const readFrom = (path: string): AtlasDocument => {
  const read = readAtlasDocument(path);
  if (read.ok) return read.value;
  throw new FailureError({
    kind: "usage",
    message: read.error.message,
    hint: "Make the map with `draftsmith atlas build`, or leave out --from.",
  });
};

const makeDocument = async (host: Host, options: Options): Promise<{ document: AtlasDocument; name: string }> => {
  const { createDocument } = await import("../atlas/store/create-document.ts");
  const { atlas, name } = await openHeadAtlas(host, options);
  return { document: createDocument(atlas), name };
};

export const writeAtlasPage = async (host: Host, options: Options): Promise<CommandResult> => {
  const from = textOption(options.from);
  const out = resolve(host.cwd, textOption(options.out) ?? `artifacts/${atlasFiles.page}`);
  const { document, name } = from
    ? {
        document: readFrom(resolve(host.cwd, from)),
        name: host.env.GITHUB_REPOSITORY || nameOf(resolve(host.cwd, textOption(options.repo) ?? ".")),
      }
    : await makeDocument(host, options);
  const page = renderAtlasPage(document, { title: name });
  saveText(out, page);
  const bytes = Buffer.byteLength(page);
  return {
    exit: 0,
    text: `Page: ${out} (${Math.ceil(bytes / 1_000).toLocaleString("en")} kB, ${document.files.length.toLocaleString("en")} files)\n`,
    json: { out, bytes, files: document.files.length, commit: document.commit },
  };
};
