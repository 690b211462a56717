/** Borrows a running server: starts it, waits until it answers, hands it over, stops it. */
import { requestOnce } from "./request-once.ts";
import { type Server, startServer } from "./start-server.ts";
import { waitForAnswer } from "./wait-for-answer.ts";

export type ServerSpec = { argv: string[]; url: string; startSeconds: number };

export type ServerOutcome = {
  /** Why there was no server, or how it ended before its time; null when all went well. */
  failure: string | null;
  /** The last part of what the server printed. */
  serverOutput: string;
};

const probeMilliseconds = 1_000;

export const withServer = async (spec: ServerSpec, use: (server: Server) => Promise<void>): Promise<ServerOutcome> => {
  if ((await requestOnce(spec.url, probeMilliseconds)).status !== null) {
    const failure = `Something else answers at ${spec.url} already, so the server was not started.`;
    return { failure, serverOutput: "" };
  }
  const server = startServer(spec.argv);
  try {
    const failure = await waitForAnswer(spec.url, spec.startSeconds, server);
    if (failure !== null) return { failure, serverOutput: server.output() };
    await use(server);
    const end = server.end();
    return {
      failure: end === null ? null : `The server ${end} while it was looked at.`,
      serverOutput: server.output(),
    };
  } finally {
    await server.stop();
  }
};
