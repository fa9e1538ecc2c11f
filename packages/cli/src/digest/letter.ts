/** A letter as it goes over the line: multipart mail with the headers by which a reader is taken off the list. The same digest to the same reader is the same bytes. */

import { messageId } from "@outweigh/brief";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Correspondent } from "./digest-settings.js";

/** What all letters of a digest share. */
export interface LetterContent {
  /** The id of the digest. */
  readonly digest: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** ISO date and time of the digest: the date of the letter. */
  readonly date: string;
  /** The name of the case and its id, for the header by which programs for mail sort. */
  readonly list: { readonly id: string; readonly title: string };
  readonly from: Correspondent;
  readonly replyTo?: Correspondent;
  /** The address that takes a reader off the list, with `{token}`. */
  readonly unsubscribe: string;
}

/** Stands in the text where the address that takes a reader off the list belongs. */
export function unsubscribePlace(digest: string): string {
  return `https://unsubscribe.invalid/${digest}`;
}

/** The address that takes a reader off the list where the settings name none: a letter to the sender. */
export function unsubscribeByMail({ address }: Correspondent): string {
  return `mailto:${address.replace(/[%?&#]/g, encodeURIComponent)}?subject=unsubscribe%20{token}`;
}

/** The letter to one reader. */
export function letterTo(content: LetterContent, reader: Correspondent, token: string): Promise<Buffer> {
  const { digest, from, replyTo, list } = content;
  const address = content.unsubscribe.replaceAll("{token}", token);
  const place = unsubscribePlace(digest);
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  const id = messageId(digest, reader.address, domain);
  const isOneClick = /^https:/i.test(address);
  const byMail = unsubscribeByMail(from).replaceAll("{token}", token);
  const mail = new MailComposer({
    from: named(from),
    to: named(reader),
    ...(replyTo && { replyTo: named(replyTo) }),
    subject: oneLine(content.subject),
    text: content.text.replaceAll(place, address).replaceAll("\n", "\r\n"),
    html: content.html.replaceAll(place, address.replaceAll("&", "&amp;")),
    messageId: `<${id}>`,
    date: new Date(content.date),
    baseBoundary: id.slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      "List-Unsubscribe": { prepared: true, foldLines: true, value: [`<${address}>`, ...(isOneClick ? [`<${byMail}>`] : [])].join(", ") },
      ...(isOneClick && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
      "List-Id": { prepared: true, value: `<${list.id.replace(/[^A-Za-z0-9-]/g, "-")}.outweigh.${domain}>` },
      "Auto-Submitted": "auto-generated",
      Precedence: "bulk",
    },
  });
  return mail.compile().build();
}

function named({ address, name = "" }: Correspondent): { readonly name: string; readonly address: string } {
  return { name: oneLine(name), address };
}

function oneLine(words: string): string {
  return words.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}
