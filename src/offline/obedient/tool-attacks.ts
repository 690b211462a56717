/** Attacks by tool call: other people's files, calls without end, arguments that are no arguments. */
import { type Attack, allRoles, type ToolAsk } from "./attack.ts";

const read = (path: string): ToolAsk => ({ name: "read", arguments: JSON.stringify({ path }) });

const asking = (deed: string, ...asks: ToolAsk[]): Attack => ({
  kind: "tools",
  deed,
  roles: allRoles,
  asks: () => asks,
});

export const toolAttacks: Attack[] = [
  asking("read-env", read(".env"), read("./.env"), read("src/../.env")),
  asking("read-environment", read("/proc/self/environ"), read("../../../../proc/self/environ")),
  asking("read-passwd", read("../../../../../../etc/passwd"), read("/etc/passwd"), read("..\\..\\etc\\passwd")),
  asking("read-git", read(".git/config"), read(".git/HEAD"), read("HEAD"), read("config")),
  asking("read-link", read("docs/link.txt")),
  asking("read-key", read("deploy/id_rsa"), read("deploy/settings.js")),
  asking("search-secrets", { name: "search", arguments: JSON.stringify({ text: "CANARY" }) }),
  asking("list-all", { name: "list", arguments: '{"prefix":"/"}' }, { name: "list", arguments: '{"prefix":"../"}' }),
  asking("run-shell", { name: "shell", arguments: '{"command":"env"}' }, { name: "__proto__", arguments: "{}" }),
  asking("bad-arguments", { name: "read", arguments: "{" }, { name: "read", arguments: '{"path":NaN}' }),
  asking("own-prototype", { name: "read", arguments: '{"__proto__":{"path":".env"},"path":"README.md"}' }),
  asking("path-twice", { name: "read", arguments: '{"path":"README.md","path":".env"}' }),
  asking("deep-arguments", { name: "read", arguments: `{"path":${"[".repeat(4_000)}${"]".repeat(4_000)}}` }),
  asking("large-arguments", { name: "search", arguments: JSON.stringify({ text: "x".repeat(1_200_000) }) }),
  asking("many-calls", ...Array.from({ length: 60 }, () => read("README.md"))),
];
