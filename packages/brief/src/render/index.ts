/** A composed brief to the pages and letters that people read, and single pictures of it. Word files stand apart, in `@outweigh/brief/docx`. */

export { renderDifferenceHtml } from "../difference/difference-html.js";
export type { Room } from "../figures/canvas.js";
export { drawPlot } from "../figures/index.js";
export { renderHtml } from "./html.js";
export { blocksHtml } from "./html-blocks.js";
export { renderMailHtml } from "./html-mail.js";
export { renderPlainText } from "./plain-text.js";
