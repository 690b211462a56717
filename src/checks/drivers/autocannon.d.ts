/** The part of autocannon that is used here; the package has no types of its own. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events";
  import type { Socket } from "node:net";

  /** One connection; made again whenever the server closes it. */
  export interface Client extends EventEmitter {
    conn?: Socket;
    pipelinedRequests: { clear: () => void };
  }

  export type Options = {
    url: string;
    /** Seconds. */
    duration: number;
    connections: number;
    /** Milliseconds between two looks at the clock. */
    sampleInt?: number;
    /** Seconds for one request. */
    timeout?: number;
    /** Errors after which it gives up. */
    bailout?: number;
    setupClient?: (client: Client) => void;
  };

  export type Result = { errors: number; timeouts: number; duration: number };

  /** Emits `response` with client, status, bytes and milliseconds. */
  export type Instance = EventEmitter & PromiseLike<Result>;

  export default function autocannon(options: Options): Instance;
}
