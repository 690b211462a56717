/** Breaks up the turn markers of model families, so that no text can look like another turn of the conversation. */

/** ChatML and its kin, also with full-width bars; Llama and Mistral brackets; Gemma and sentence marks, but for `<s>`, which strikes text out. */
const tokens =
  /<(?=[|｜][\w▁.-]{1,40}[|｜]>)|<(?=<\/?SYS>>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|gMASK)\])|<(?=(?:\/s|bos|eos|pad|unk|start_of_turn|end_of_turn|start_of_image)>)/g;

/** A space behind the first bracket of every marker; `count` is how many there were. */
export const breakTemplateTokens = (text: string): { text: string; count: number } => {
  let count = 0;
  const broken = text.replace(tokens, (bracket) => {
    count += 1;
    return `${bracket} `;
  });
  return { text: broken, count };
};
