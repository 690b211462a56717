/** Leaves out of an issue what its template asks of everybody: comments, headings, check lists, versions and surroundings. */

const longestHeading = 200;

/** What stands below such a heading speaks of the reporter's machine. */
const surroundings =
  /environment|version|system info|platform|checklist|confirm|before (?:creating|submitting)|browser|severity|reproduction link|additional context/i;

const isHeading = (line: string): boolean =>
  line.length <= longestHeading && (/^ {0,3}#{1,6}\s/.test(line) || /^\s{0,10}\*\*[^*]+\*\*:?\s*$/.test(line));

const isChecked = (line: string): boolean => /^\s{0,10}[-*] \[[ xX]\]/.test(line);

/** The first line stays as it is; of addresses only what stands behind the host stays, which may name a file. */
export const stripTemplate = (text: string): string => {
  const kept: string[] = [];
  let isLeftOut = false;
  for (const [i, line] of stripComments(text).split("\n").entries()) {
    if (i > 0 && isHeading(line)) isLeftOut = surroundings.test(line);
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
