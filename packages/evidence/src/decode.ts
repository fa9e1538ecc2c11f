/** Bytes to text, strictly: a copy that is not text is said to be so and is never read as rubbish. */

/** What the bytes of a file are: text, or the reason why they are not. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  /** `binary`: no text at all; `encoding`: text in an encoding other than UTF-8, or UTF-16 with its mark. */
  | { readonly ok: false; readonly reason: "binary" | "encoding" };

/** Decodes UTF-8 (with or without a byte order mark) or UTF-16 with a byte order mark. The mark is not part of the text. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { ok: true, text: decodeUtf16(bytes, 0) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { ok: true, text: decodeUtf16(bytes, 1) };
  if (startsWith(bytes, "%PDF-") || startsWith(bytes, "PK\u0003\u0004") || bytes.includes(0)) return { ok: false, reason: "binary" };
  const text = decodeUtf8(bytes);
  if (text !== undefined) return { ok: true, text };
  return { ok: false, reason: looksBinary(bytes) ? "binary" : "encoding" };
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[index] !== text.charCodeAt(index)) return false;
  return true;
}

function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096);
  let control = 0;
  for (let index = 0; index < length; index++) {
    const byte = bytes[index]!;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) control++;
  }
  return control * 50 > length;
}

function decodeUtf16(bytes: Uint8Array, high: 0 | 1): string {
  const units = new Uint16Array(bytes.length >> 1);
  let length = 0;
  for (let at = 2; at + 1 < bytes.length; at += 2)
    units[length++] = high === 1 ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at + 1]! * 256 + bytes[at]!;
  return joinUnits(units.subarray(0, length));
}

/** Well-formed UTF-8 by table 3-7 of the Unicode standard, or undefined. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    if (first < 0x80) {
      units[length++] = first;
      at++;
      continue;
    }
    const size = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    if (size === 0 || at + size > bytes.length) return undefined;
    let code = first & (0xff >> (size + 1));
    for (let offset = 1; offset < size; offset++) {
      const byte = bytes[at + offset]!;
      if ((byte & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (byte & 0x3f);
    }
    const least = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000;
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    if (code > 0xffff) {
      units[length++] = 0xd800 + ((code - 0x10000) >> 10);
      units[length++] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    } else units[length++] = code;
    at += size;
  }
  return joinUnits(units.subarray(0, length));
}

function joinUnits(units: Uint16Array): string {
  const parts: string[] = [];
  for (let at = 0; at < units.length; at += 8192) parts.push(String.fromCharCode(...units.subarray(at, at + 8192)));
  return parts.join("");
}
