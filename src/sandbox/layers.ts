/** The layers between a command and this machine, by name: back ends build them, the self test looks at each. */

export const layers = {
  network: "no network but its own loopback",
  processes: "sees and outlives no other process",
  ipc: "no shared memory or message queue of others",
  hostname: "a host name of its own",
  files: "no file but the tree, its home, reports and tools",
  readonly: "system and tools cannot be written",
  user: "another user",
  privileges: "no new privileges by set-user-id programs",
  capabilities: "no capabilities",
  nesting: "no user namespaces of its own",
  limits: "processes, CPU time, file size and memory are bounded",
  environment: "no variable but the listed ones",
} as const;

export type Layer = keyof typeof layers;

export const allLayers = Object.keys(layers) as Layer[];
