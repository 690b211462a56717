/** Git blobs. */
import { created, type Handlers, ok } from "./call.ts";
import { invalid, notFound } from "./refusal.ts";
import { repositoryUrl } from "./render-repository.ts";
import { nodeId } from "./render-user.ts";

/** Base64 in lines of 60 characters, as GitHub sends it. */
export const encodeContent = (bytes: Buffer): string => bytes.toString("base64").replace(/.{1,60}/g, "$&\n");

export const blobHandlers = {
  "git/create-blob": async (call) => {
    const { content, encoding = "utf-8" } = call.body;
    if (typeof content !== "string") throw invalid({ resource: "Blob", code: "missing_field", field: "content" });
    if (encoding !== "utf-8" && encoding !== "base64")
      throw invalid({ resource: "Blob", code: "invalid", field: "encoding" });
    const sha = await call.objects.writeBlob(Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
    return created({ sha, url: `${repositoryUrl(call, call.repository)}/git/blobs/${sha}` });
  },
  "git/get-blob": async (call) => {
    const sha = call.params.file_sha ?? "";
    const object = await call.objects.read(sha);
    if (object?.type !== "blob") throw notFound();
    return ok({
      sha,
      node_id: nodeId("Blob", sha),
      size: object.bytes.length,
      url: `${repositoryUrl(call, call.repository)}/git/blobs/${sha}`,
      content: encodeContent(object.bytes),
      encoding: "base64",
    });
  },
} satisfies Partial<Handlers>;
