/** A composed brief to the formats that people read. */

export { renderDocx } from "./docx.js";
export { renderHtml } from "./html.js";
