/** How large /tmp and /dev/shm may grow: they live in memory. */
import type { SandboxLimits } from "../sandbox.ts";

const most = 1_000_000_000;

export const temporaryBytes = ({ memoryBytes }: SandboxLimits): number => Math.min(most, Math.floor(memoryBytes / 2));
