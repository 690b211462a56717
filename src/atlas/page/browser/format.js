/** Numbers and names as people read them. */

/** @param {number} number */
export const formatNumber = (number) => Math.round(number).toLocaleString("en");

/** @param {number} bytes */
export const formatBytes = (bytes) => {
  if (bytes < 1000) return `${bytes}\u00A0B`;
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toPrecision(3).replace(/\.0+$/, "")}\u00A0${["B", "kB", "MB", "GB", "TB"][power]}`;
};

/** @param {number} share 0 to 1. */
export const formatShare = (share) => `${share > 0 && share < 0.005 ? "<1" : Math.round(share * 100)}\u00A0%`;

/**
 * @param {number} number
 * @param {string} noun
 */
export const formatCount = (number, noun) => `${formatNumber(number)} ${noun}${number === 1 ? "" : "s"}`;

/** @type {ReadonlyMap<string, string>} */
const names = new Map([
  ["typescript", "TypeScript"],
  ["tsx", "TSX"],
  ["javascript", "JavaScript"],
  ["csharp", "C#"],
  ["cpp", "C++"],
  ["php", "PHP"],
  ["css", "CSS"],
  ["html", "HTML"],
  ["sql", "SQL"],
  ["fsharp", "F#"],
  ["ocaml", "OCaml"],
  ["graphql", "GraphQL"],
  ["powershell", "PowerShell"],
  ["", "no language"],
]);

/** @param {string} language */
export const formatLanguage = (language) => names.get(language) ?? language.charAt(0).toUpperCase() + language.slice(1);
