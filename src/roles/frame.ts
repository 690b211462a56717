/** The frame around untrusted data: one JSON document between two lines that nothing inside it can imitate. */
import { createHash } from "node:crypto";
import type { Brief } from "../domain/brief.ts";
import { encodeDocument, type JsonObject } from "./encode-document.ts";

/** 16 hex digits that nobody can know before the brief is frozen, and that stay the same on replay. */
export const deriveNonce = (brief: Brief): string =>
  createHash("sha256").update(`draftsmith-nonce${brief.hash}`).digest("hex").slice(0, 16);

/** The markers are made of `<` and `>`, which the encoded document never contains. */
export const renderFrame = (nonce: string, document: JsonObject): string =>
  [`<<<data ${nonce}`, encodeDocument(document), `data ${nonce}>>>`].join("\n");
