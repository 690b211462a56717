/** Leaves out of an issue what its template asks of everybody: comments, headings, check lists, versions and surroundings. */

const longestHeading = 200;

/** What stands below a heading with such words speaks of the reporter's machine, or of the form. */
const ofTemplates =
  /system info|checklist|before (?:creating|submitting)|please confirm|reproduction link|additional context/i;
const ofSurroundings = /environment|versions?|platforms?|browsers?|severity|confirm(?:ation)?/gi;
/** What may stand beside those; a heading with any other word is one of the issue itself. */
const filling =
  /\b(?:an?|and|or|of|the|your|you|my|i|which|what|is|are|do|does|did|have|use[sd]?|using|on|in|with|if|any|applicable|affected|tested|relevant|running|installed|seeing|problem|issue|bug|info(?:rmation)?|details?|name|number|s|node|js|npm|package|library|software|runtime|system|operating|os|framework|tools?|app|devices?|hardware)\b/gi;

const isOfSurroundings = (heading: string): boolean => {
  if (ofTemplates.test(heading)) return true;
  const rest = heading.replace(ofSurroundings, "");
  return rest.length < heading.length && !/[\p{L}\p{N}]/u.test(rest.replace(filling, ""));
};

const isHeading = (line: string): boolean =>
  line.length <= longestHeading && (/^ {0,3}#{1,6}\s/.test(line) || /^\s{0,10}\*\*[^*]+\*\*:?\s*$/.test(line));

const isChecked = (line: string): boolean => /^\s{0,10}[-*] \[[ xX]\]/.test(line);

/** The first line stays as it is; of addresses only what stands behind the host stays, which may name a file. */
export const stripTemplate = (text: string): string => {
  const kept: string[] = [];
  let isLeftOut = false;
  for (const [i, line] of stripComments(text).split("\n").entries()) {
    if (i > 0 && isHeading(line)) isLeftOut = isOfSurroundings(line);
    else if (i === 0 || (!isLeftOut && !isChecked(line))) kept.push(line.replace(/https?:\/\/[^/\s]{1,300}/g, " "));
  }
  return kept.join("\n");
};

const stripComments = (text: string): string => {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf("<!--"); at !== -1; at = text.indexOf("<!--", from)) {
    const end = text.indexOf("-->", at);
    if (end === -1) break;
    parts.push(text.slice(from, at));
    from = end + 3;
  }
  return [...parts, text.slice(from)].join(" ");
};
