/** The analyst's copy of a source as text that quotes are looked up in. */
import { type Decoded, decodeText } from "./decode.js";
import { htmlToText } from "./html.js";

/** The text of a copy. The file name tells HTML (`.html`, `.htm`, `.xhtml`) from plain text. */
export function readCopy(fileName: string, bytes: Uint8Array): Decoded {
  const decoded = decodeText(bytes);
  if (!decoded.ok || !/\.x?html?$/i.test(fileName)) return decoded;
  return { ok: true, text: htmlToText(decoded.text) };
}
