/** An e-mail as text: its plain part, or else its HTML. Attachments are named and left out. */
import PostalMime, { type Address, type Email } from "postal-mime";
import { isoDay } from "./dates.js";
import { htmlToBlocks } from "./html-blocks.js";
import { languageTag } from "./languages.js";
import { plainTextBlocks } from "./read-text.js";
import { type RawReading, refused } from "./source-document.js";

const mostAttachments = 20;

/** Reads a message with its headers. A web page that a browser saved as one file (MHTML) has the form of a message and is read as a page. Parts nested deeper than 100, or headers of more than 400 kilobytes together, are refused. */
export async function readEmail(bytes: Uint8Array): Promise<RawReading> {
  let email: Email;
  try {
    email = await PostalMime.parse(bytes, { maxNestingDepth: 100, maxRfc822NestingDepth: 10, maxHeadersSize: 400_000 });
  } catch (error) {
    return refused("damaged", error instanceof Error ? error.message.slice(0, 200) : "the parts of the message");
  }
  const header = (key: string) => email.headers.find((line) => line.key === key)?.value;
  const page = header("snapshot-content-location");
  if (page !== undefined && email.html !== undefined) {
    const document = (await import("./read-html.js")).readHtml(email.html);
    return { ok: true, documents: [{ ...document, title: document.title ?? email.subject, url: document.url ?? page }] };
  }
  const plain = email.text === undefined ? "" : plainTextBlocks(email.text);
  const rich = plain.length >= 80 || email.html === undefined ? "" : htmlToBlocks(email.html);
  const attached = email.attachments.filter((attachment) => attachment.related !== true);
  const names = attached.slice(0, mostAttachments).map(({ filename, mimeType }) => filename ?? mimeType);
  const more = attached.length > names.length ? `, and ${attached.length - names.length} more` : "";
  return {
    ok: true,
    documents: [
      {
        kind: "email",
        text: rich.length > plain.length ? rich : plain,
        title: email.subject,
        author: person(email.from),
        date: isoDay(header("date")) ?? isoDay(email.date),
        language: languageTag(header("content-language")),
        findings: names.length === 0 ? [] : [{ code: "attachments-left-out", detail: names.join(", ") + more }],
      },
    ],
  };
}

function person(address: Address | undefined): string | undefined {
  if (address === undefined) return undefined;
  return address.name || address.address || undefined;
}
