/** What GitHub's runner would carry out of a job's output and of its command files: its two parsers, as far as they decide what is a command. */

export type RunnerCommand = { name: string; data: string };

const names = new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "internal-set-repo-path",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "set-repo-path",
  "stop-commands",
  "warning",
]);

/** `::name properties::data`, at the start of a line that was trimmed. */
const parseNew = (line: string): RunnerCommand | null => {
  const trimmed = line.trimStart();
  const end = trimmed.startsWith("::") ? trimmed.indexOf("::", 2) : -1;
  if (end === -1) return null;
  const [name = ""] = trimmed.slice(2, end).split(" ");
  return { name: name.toLowerCase(), data: trimmed.slice(end + 2) };
};

/** `##[name properties]data`, anywhere in a line. */
const parseOld = (line: string): RunnerCommand | null => {
  const start = line.indexOf("##[");
  const end = start === -1 ? -1 : line.indexOf("]", start);
  if (end === -1) return null;
  const [name = ""] = line.slice(start + 3, end).split(" ");
  return { name: name.toLowerCase(), data: line.slice(end + 1) };
};

/** Commands in the order in which a runner would carry them out; between `stop-commands` and its token there are none. */
export const readRunnerCommands = (output: string): RunnerCommand[] => {
  const commands: RunnerCommand[] = [];
  let token: string | null = null;
  for (const line of output.split(/\r\n|\n|\r/)) {
    const command = parseNew(line) ?? parseOld(line);
    if (token !== null) {
      if (command?.name === token.toLowerCase()) token = null;
    } else if (command !== null && names.has(command.name)) {
      commands.push(command);
      if (command.name === "stop-commands") token = command.data;
    }
  }
  return commands;
};

/** Pairs of an environment or output file: `name=value` lines, and `name<<delimiter` blocks. Throws as the runner does on a block without end. */
export const readCommandFile = (text: string): Map<string, string> => {
  const pairs = new Map<string, string>();
  const lines = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (heredoc !== -1 && (equals === -1 || heredoc < equals)) {
      const end = lines.indexOf(line.slice(heredoc + 2), at + 1);
      if (end === -1) throw new Error("Matching delimiter not found");
      pairs.set(line.slice(0, heredoc), lines.slice(at + 1, end).join("\n"));
      at = end;
    } else if (equals === -1) throw new Error(`Invalid format ${line}`);
    else pairs.set(line.slice(0, equals), line.slice(equals + 1));
  }
  return pairs;
};
