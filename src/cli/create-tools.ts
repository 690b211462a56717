/** The parts that every command needs: its log, the scanner that keeps secrets out of it, and a meter of waiting. */
import type { Log } from "../domain/log.ts";
import { createSecretScanner, type SecretScanner } from "../outgoing/secrets.ts";
import { createLog } from "../telemetry/create-log.ts";
import { createWaitMeter, type WaitMeter } from "../telemetry/create-wait-meter.ts";
import type { Host } from "./host.ts";
import { isActions, readSecrets } from "./surroundings.ts";

export type Tools = { log: Log; scanner: SecretScanner; waits: WaitMeter };

export const createTools = (host: Host): Tools => {
  const scanner = createSecretScanner(readSecrets(host));
  const log = createLog({
    write: (line) => host.stderr(`${line}\n`),
    format: host.env.DRAFTSMITH_LOG === "json" ? "json" : "text",
    isActions: isActions(host),
    clock: () => host.clock().getTime(),
    scanner,
  });
  return { log, scanner, waits: createWaitMeter(host.now) };
};
