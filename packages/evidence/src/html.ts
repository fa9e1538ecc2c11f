/** The text of a web page: tags go, block tags break lines, entities are replaced. One pass over the text, for any input. */
import { htmlTokens } from "./html-tokens.js";

const block = new Set(
  "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split(
    " ",
  ),
);

/** Whether a tag ends the line of text before it. */
export const breaksLine = (name: string): boolean => block.has(name);

/** The words of an HTML page in reading order, a line for each block. Scripts, styles, the head and comments are left out. */
export function htmlToText(html: string): string {
  const parts: string[] = [];
  for (const token of htmlTokens(html)) {
    if (token.kind === "text") parts.push(token.text);
    else if (block.has(token.name)) parts.push("\n");
  }
  const lines = parts.join("").split(/[\n\r]/);
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}
