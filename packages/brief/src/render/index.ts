/** A composed brief to the formats that people read. */

export { renderDocx } from "./docx.js";
export { renderHtml } from "./html.js";
export { blocksHtml } from "./html-blocks.js";
export { renderMailHtml } from "./html-mail.js";
export { renderPlainText } from "./plain-text.js";
