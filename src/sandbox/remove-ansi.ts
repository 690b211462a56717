/** Takes terminal control sequences out of text, in time linear in its length. */

// `stripVTControlCharacters` of node:util needs 12 s for 200 KB of unfinished OSC sequences, and this text is hostile.
const sequences = new RegExp(
  [
    String.raw`\u001b\[[0-?]*[ -/]*[@-~]?`,
    String.raw`\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?`,
    String.raw`\u001b[ -/]*[0-~]?`,
    String.raw`\u009b[0-?]*[ -/]*[@-~]?`,
  ].join("|"),
  "g",
);

const remainingControls = /(?![\t\n])\p{Cc}/gu;

/** Removes CSI, OSC and two-byte escapes and every other control character except tab and line feed; CR becomes LF. */
export const removeAnsi = (text: string): string =>
  text.replace(sequences, "").replace(/\r\n?/g, "\n").replace(remainingControls, "");
