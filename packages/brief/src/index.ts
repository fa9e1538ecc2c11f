/** An evaluated case to a composed brief, and a composed brief to the formats that people read. */
export { composeBrief } from "./compose.js";
export type * from "./document.js";
export { renderDocx } from "./render/docx.js";
export { renderHtml } from "./render/html.js";
export { sections } from "./sections/index.js";
export type { Section } from "./sections/section.js";
