/** An e-mail as text: its plain part, or else its HTML. Attachments are named and left out. */
import PostalMime, { type Address, type Email } from "postal-mime";
import { isoDay } from "./dates.js";
import { htmlToBlocks } from "./html-blocks.js";
import { languageTag } from "./languages.js";
import { plainTextBlocks } from "./read-text.js";
import { type RawReading, refused } from "./source-document.js";

const mostAttachments = 20;

/** Reads a message with its headers. Parts nested deeper than 100, or headers of more than two megabytes, are refused. */
export async function readEmail(bytes: Uint8Array): Promise<RawReading> {
  let email: Email;
  try {
    email = await PostalMime.parse(bytes, { maxNestingDepth: 100, maxRfc822NestingDepth: 10 });
  } catch (error) {
    return refused("damaged", error instanceof Error ? error.message.slice(0, 200) : "the parts of the message");
  }
  const header = (key: string) => email.headers.find((line) => line.key === key)?.value;
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
