/** A forbidden effect, and everything in which one is looked for. */
import type { RunRecord } from "../../../src/domain/record.ts";
import type { Channel } from "../channels.ts";
import type { Output } from "../run-attack.ts";
import type { Scene } from "../start-scene.ts";

/** `rule` names what was broken. */
export type Effect = { rule: string; detail: string };

export type Evidence = {
  scene: Scene;
  outputs: Output[];
  /** Command files, documents between jobs and artifacts. */
  files: { name: string; text: string }[];
  record: RunRecord | null;
  channel: Channel;
};

export const effects = (rule: string, details: string[]): Effect[] => details.map((detail) => ({ rule, detail }));
