/** Bytes to text: strictly for a copy that is checked, and with the platform's decoders for the encodings that documents still come in. */

/** What the bytes of a file are: text, or the reason why they are not. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  /** `binary`: no text at all; `encoding`: text in an encoding other than UTF-8, or UTF-16 with its mark. */
  | { readonly ok: false; readonly reason: "binary" | "encoding" };

interface Decoder {
  readonly encoding: string;
  decode(bytes: Uint8Array): string;
}
declare const TextDecoder: new (label: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean }) => Decoder;

/** Decodes UTF-8 (with or without a byte order mark) or UTF-16 with a byte order mark. The mark is not part of the text. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { ok: true, text: new TextDecoder("utf-16le").decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { ok: true, text: new TextDecoder("utf-16be").decode(bytes) };
  if (startsWith(bytes, "%PDF-") || startsWith(bytes, "PK\u0003\u0004") || bytes.includes(0)) return { ok: false, reason: "binary" };
  const text = decodeUtf8(bytes);
  if (text !== undefined) return { ok: true, text };
  return { ok: false, reason: looksBinary(bytes) ? "binary" : "encoding" };
}

/** Decodes by the label of an encoding, as web pages use them (`latin1` is windows-1252); undefined for a label that nobody knows. What cannot be decoded becomes U+FFFD. */
export function decodeAs(bytes: Uint8Array, label: string): { readonly text: string; readonly encoding: string } | undefined {
  try {
    const decoder = new TextDecoder(label);
    const text = decoder.decode(bytes);
    if (decoder.encoding !== "windows-1252") return { text, encoding: decoder.encoding };
    // Some platforms decode this one as Latin-1 and leave controls where the quotation marks are.
    return {
      text: text.replace(/[\u0080-\u009f]/g, (control) => windowsCharacters[control.charCodeAt(0) - 0x80]!),
      encoding: decoder.encoding,
    };
  } catch {
    return undefined;
  }
}

/** What windows-1252 has at 128 to 159. Pages mean these by `&#150;` too. */
export const windowsCharacters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Whether bytes begin with these ASCII characters. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Whether the first bytes hold more control characters than a text has. */
export function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096);
  let control = 0;
  for (let index = 0; index < length; index++) {
    const byte = bytes[index]!;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b) control++;
  }
  return control * 50 > length;
}

/** Well-formed UTF-8 (table 3-7 of the Unicode standard), or undefined. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
