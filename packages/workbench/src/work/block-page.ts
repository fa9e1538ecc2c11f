/** Blocks of the brief as a page of their own, without the head, contents and foot of a brief. */
import type { Block, Document } from "@outweigh/brief";

const alone =
  "body>header,body>nav,body>footer,body>.skip{display:none}@media(min-width:60rem){body{display:block;max-width:52rem;margin:0 auto}}main>:first-child{margin-top:0}body{padding-top:1.5rem}";

/** The page. Links to places that are not in it become plain words. */
export async function blockPage(title: string, blocks: readonly Block[]): Promise<string> {
  const { renderHtml } = await import("@outweigh/brief/render");
  const document: Document = { title, question: "", facts: [], howToRead: "", blocks, colophon: "" };
  const html = renderHtml(document).replace("</head>", `<style>${alone}</style></head>`);
  const anchors = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  return html.replaceAll(/<a\b[^>]*\bhref="#([^"]*)"[^>]*>(.*?)<\/a>/gs, (link, id: string, words: string) =>
    anchors.has(id) ? link : words,
  );
}
