/** A fetch that ends: one deadline for headers and body, a largest body, no redirects that would carry the prompt elsewhere. */

const nullBodyStatuses = new Set([101, 204, 205, 304]);

const readAtMost = async (response: Response, maxBytes: number): Promise<string> => {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the reply is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/** Error bodies of servers that do not speak the `{"error": …}` form, so that what they complain about is not lost. */
const asErrorBody = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && "error" in body) return text;
  } catch {
    // Plain text or HTML is wrapped like any other foreign body.
  }
  return JSON.stringify({ error: { message: text.slice(0, 2_000) } });
};

export type BoundedFetchOptions = {
  fetch: typeof fetch;
  /** For headers and body together. */
  timeoutMs: number;
  maxBytes: number;
  /** Cut out of error bodies, which endpoints like to quote it in; empty for none. */
  secret: string;
};

/** Wraps `fetch` for the client: what comes back is read whole, so that a reply that stalls half-way fails like one that never came. */
export const createBoundedFetch =
  (options: BoundedFetchOptions): typeof fetch =>
  async (input, init) => {
    const signals = [AbortSignal.timeout(options.timeoutMs), ...(init?.signal ? [init.signal] : [])];
    const response = await options.fetch(input, { ...init, signal: AbortSignal.any(signals), redirect: "error" });
    const text = await readAtMost(response, options.maxBytes);
    const withoutSecret = options.secret === "" ? text : text.replaceAll(options.secret, "[key]");
    const headers = new Headers(response.headers);
    if (!response.ok) headers.set("content-type", "application/json");
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response(
      nullBodyStatuses.has(response.status) ? null : response.ok ? text : asErrorBody(withoutSecret),
      {
        status: response.status,
        headers,
      },
    );
  };
