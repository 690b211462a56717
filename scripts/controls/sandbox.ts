/** Controls of the sandbox. Nothing hostile runs against a broken box: its self test looks, and changes nothing. */
import type { Control } from "./control.ts";

const folder = "src/sandbox";
const selfTest = ["src/sandbox/self-test/run-self-test.test.ts"];
const environment = ["src/sandbox/build-environment.test.ts"];
const commandLine = `${folder}/backends/box-command-line.ts`;
const commandLineTest = [`${folder}/backends/box-command-line.test.ts`];

export const sandboxControls: readonly Control[] = [
  {
    id: "SBX-1",
    holds: "a child gets listed variables alone, and never a name that may carry a secret or steer a tool",
    where: [`${folder}/build-environment.ts`, "src/git/isolate-git.ts"],
    tests: [...environment, "src/sandbox/hostile/hostile.test.ts"],
    breaks: [
      {
        rule: "refused names",
        file: `${folder}/build-environment.ts`,
        each: "entries",
        in: "refused",
        tests: environment,
      },
      {
        rule: "allowed names",
        file: `${folder}/build-environment.ts`,
        each: "terms",
        in: "isAllowedName",
        tests: environment,
      },
      {
        rule: "fixed variables win",
        file: `${folder}/build-environment.ts`,
        from: " && !(name in fixed)",
        to: "",
        tests: environment,
      },
      {
        rule: "an empty environment inside the box",
        file: commandLine,
        from: '...["env", ...(without.has("environment") ? [] : ["-i"])],',
        to: '...["env"],',
        tests: commandLineTest,
      },
    ],
  },
  {
    id: "SBX-2",
    holds:
      "commands run as a user that owns nothing else, without groups, capabilities or new privileges, among their own processes",
    where: [`${folder}/backends`, `${folder}/choose-user-id.ts`],
    tests: selfTest,
    breaks: [
      { rule: "what is dropped", file: commandLine, each: "entries", in: "dropArguments", tests: selfTest },
      {
        rule: "own processes (unshare)",
        file: `${folder}/backends/create-unshare-backend.ts`,
        from: ' processes: "--pid",',
        to: "",
        tests: selfTest,
      },
      {
        rule: "own processes (bubblewrap)",
        file: `${folder}/backends/create-bubblewrap-backend.ts`,
        from: '  processes: "--unshare-pid",\n',
        to: "",
        tests: selfTest,
      },
    ],
  },
  {
    id: "SBX-3",
    holds: "tests have no network but a loopback of their own",
    where: [`${folder}/backends`],
    tests: selfTest,
    breaks: [
      {
        rule: "own network (unshare)",
        file: `${folder}/backends/create-unshare-backend.ts`,
        from: 'network: "--net", ',
        to: "",
        tests: selfTest,
      },
      {
        rule: "own network (bubblewrap)",
        file: `${folder}/backends/create-bubblewrap-backend.ts`,
        from: '  network: "--unshare-net",\n',
        to: "",
        tests: selfTest,
      },
      {
        rule: "own message queues (unshare)",
        file: `${folder}/backends/create-unshare-backend.ts`,
        from: ' ipc: "--ipc",',
        to: "",
        tests: selfTest,
      },
      {
        rule: "own message queues (bubblewrap)",
        file: `${folder}/backends/create-bubblewrap-backend.ts`,
        from: '  ipc: "--unshare-ipc",\n',
        to: "",
        tests: selfTest,
      },
    ],
  },
  {
    id: "SBX-4",
    holds: "wall clock, CPU, processes, file size, memory, disk and output are bounded, and the end is waited for",
    where: [`${folder}/fill-limits.ts`, `${folder}/supervise-launch.ts`, `${folder}/watch-use.ts`, commandLine],
    tests: [...selfTest, "src/sandbox/open-box.test.ts", "src/sandbox/hostile/hostile.test.ts"],
    breaks: [
      {
        rule: "limits of the kernel",
        file: commandLine,
        each: "entries",
        in: "limitArguments",
        tests: commandLineTest,
      },
    ],
  },
  {
    id: "SBX-5",
    holds: "a command sees the tree, its home, reports and read-only tools; no .git, no home, no sockets",
    where: [`${folder}/view`],
    tests: [...selfTest, "src/sandbox/view/build-view.test.ts"],
    breaks: [
      {
        rule: "tools are read-only",
        file: `${folder}/view/build-view.ts`,
        from: "writable: without.readonly",
        to: "writable: true",
        tests: selfTest,
      },
      {
        rule: "nothing else of the machine",
        file: `${folder}/view/build-view.ts`,
        from: "if (without.files) binds",
        to: "binds",
        tests: selfTest,
      },
      {
        rule: "no .git",
        file: `${folder}/backends/plan-box.ts`,
        from: "masks: gitMasks(places.tree)",
        to: "masks: []",
        tests: selfTest,
      },
    ],
  },
  {
    id: "SBX-6",
    holds: "dependencies are installed apart, from the base's lockfile, without their scripts",
    where: ["src/checks/install"],
    tests: ["src/checks/install/harden-command.test.ts", "src/checks/install/run-install.test.ts"],
    breaks: [
      {
        rule: "no scripts",
        file: "src/checks/install/harden-command.ts",
        each: "entries",
        in: "rules",
        tests: ["src/checks/install/harden-command.test.ts"],
      },
    ],
  },
  {
    id: "SBX-7",
    holds: "a self test proves every layer before the first command; where one does not hold, nothing is run",
    where: [`${folder}/self-test`, `${folder}/select-candidate.ts`, `${folder}/open-sandbox.ts`],
    tests: [...selfTest, "src/sandbox/open-sandbox.test.ts", "src/sandbox/select-candidate.test.ts"],
    breaks: [
      {
        rule: "a failed layer rules a back end out",
        file: `${folder}/select-candidate.ts`,
        from: "if (found.failed.length === 0) return",
        to: "return",
        tests: ["src/sandbox/select-candidate.test.ts"],
      },
      {
        rule: "without a back end nothing is run",
        file: `${folder}/open-sandbox.ts`,
        from: "if (allowNone) {",
        to: "if (true) {",
        tests: ["src/sandbox/select-candidate.test.ts"],
      },
      {
        rule: "a box that does not start fails every layer",
        file: `${folder}/self-test/run-self-test.ts`,
        from: "return { failed: [...candidate.layers].sort(), reason,",
        to: "return { failed: [], reason,",
        tests: selfTest,
      },
    ],
  },
];
