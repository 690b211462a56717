/** Sends one GET request to a server and looks at the head of the answer alone. */
import http from "node:http";
import https from "node:https";

/** `status` is null when there was no answer; `missing` then says what came instead. */
export type Answer = { status: number; missing: null } | { status: null; missing: string };

export const requestOnce = (url: string, milliseconds: number): Promise<Answer> =>
  new Promise((resolve) => {
    const { request } = url.startsWith("https:") ? https : http;
    // The certificate of a server that was started here is signed by nobody.
    const asked = request(url, { agent: false, rejectUnauthorized: false }, (response) => {
      response.destroy();
      resolve({ status: response.statusCode ?? 0, missing: null });
    });
    const timer = setTimeout(
      () => asked.destroy(new Error("the connection stays without an answer")),
      Math.max(1, milliseconds),
    );
    asked.on("error", (error: NodeJS.ErrnoException) =>
      resolve({ status: null, missing: messages[error.code ?? ""] ?? error.message }),
    );
    asked.on("close", () => clearTimeout(timer));
    asked.end();
  });

const messages: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection is closed without an answer",
  HPE_INVALID_CONSTANT: "what listens there does not speak HTTP",
};
