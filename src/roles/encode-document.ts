/** JSON in which no untrusted text can look like markup, a chat template, a marker line or hidden characters. */

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

/** Markup, and everything a reader does not see: format, control, private-use and unassigned characters, odd separators. */
const unsafe = /[<>&]|[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Turn markers of model families that use brackets; those that use `<` are covered above. */
const bracketTokens = /\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|gMASK)\])/g;

const escapeUnits = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");

/** Indented JSON, one array element to a line; `JSON.parse` gives back exactly the value. The result never contains `<`. */
export const encodeDocument = (value: JsonValue): string =>
  JSON.stringify(value, null, 1)
    .replace(unsafe, (found) => (found === "\n" ? found : escapeUnits(found)))
    .replace(bracketTokens, "\\u005b");
