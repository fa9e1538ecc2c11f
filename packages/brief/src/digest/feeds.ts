/**
 * Digests as a feed: Atom (RFC 4287) and JSON Feed 1.1. The JSON form is also where the earlier entries are read from again, so that a feed keeps
 * its history and the ids of its entries.
 */

/** A feed with its entries, the newest first. */
export interface Feed {
  /** An address or a URN; never changes. */
  readonly id: string;
  readonly title: string;
  readonly author: string;
  /** The address of the folder that the feed lies in, with a stroke at its end, where it is published. */
  readonly address?: string;
  readonly entries: readonly FeedEntry[];
}

/** A digest in a feed. */
export interface FeedEntry {
  /** A URN; never changes. */
  readonly id: string;
  readonly title: string;
  /** ISO date and time in UTC. */
  readonly at: string;
  readonly html: string;
  readonly text: string;
  /** The name of its page in the folder. */
  readonly page: string;
}

/** How many digests a feed keeps. */
export const mostEntries = 50;

/** The names of the files. */
export const feedFiles = { atom: "feed.xml", json: "feed.json" } as const;

/** The feed with one more entry; one of the same id gives way to it. */
export function withEntry(feed: Feed, entry: FeedEntry): Feed {
  const others = feed.entries.filter(({ id }) => id !== entry.id);
  const entries = [entry, ...others].sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  return { ...feed, entries: entries.slice(0, mostEntries) };
}

/** The feed as Atom. */
export function atomFeed({ id, title, author, address, entries }: Feed): string {
  const newest = entries[0]?.at ?? "1970-01-01T00:00:00Z";
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
    `  <id>${xml(id)}</id>`,
    `  <title>${xml(title)}</title>`,
    `  <updated>${xml(newest)}</updated>`,
    `  <author><name>${xml(author)}</name></author>`,
    ...(address === undefined
      ? []
      : [
          `  <link rel="self" type="application/atom+xml" href="${xml(address + feedFiles.atom)}"/>`,
          `  <link rel="alternate" type="text/html" href="${xml(address)}"/>`,
        ]),
    ...entries.flatMap((entry) => [
      "  <entry>",
      `    <id>${xml(entry.id)}</id>`,
      `    <title>${xml(entry.title)}</title>`,
      `    <updated>${xml(entry.at)}</updated>`,
      `    <published>${xml(entry.at)}</published>`,
      ...(address === undefined ? [] : [`    <link rel="alternate" type="text/html" href="${xml(address + entry.page)}"/>`]),
      `    <summary>${xml(entry.title)}</summary>`,
      `    <content type="html">${xml(entry.html)}</content>`,
      "  </entry>",
    ]),
    "</feed>",
  ];
  return `${lines.join("\n")}\n`;
}

/** The feed as JSON Feed. */
export function jsonFeed({ id, title, author, address, entries }: Feed): string {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: clean(title),
    ...(address === undefined ? {} : { home_page_url: address, feed_url: address + feedFiles.json }),
    language: "en-GB",
    authors: [{ name: clean(author) }],
    _outweigh: { about: "The id of the Atom feed beside this one.", id },
    items: entries.map((entry) => ({
      id: entry.id,
      ...(address === undefined ? {} : { url: address + entry.page }),
      title: clean(entry.title),
      content_html: clean(entry.html),
      content_text: clean(entry.text),
      date_published: entry.at,
      _outweigh: { page: entry.page },
    })),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}

/** Reads what `jsonFeed` wrote: the id of the feed and its entries. Undefined for anything else. */
export function readJsonFeed(text: string): Pick<Feed, "id" | "entries"> | undefined {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(feed) || !isRecord(feed._outweigh) || typeof feed._outweigh.id !== "string" || !Array.isArray(feed.items)) return undefined;
  const entries = feed.items.map((item: unknown): FeedEntry | undefined => {
    if (!isRecord(item) || !isRecord(item._outweigh)) return undefined;
    const { id, title, content_html: html, content_text: words, date_published: at } = item;
    const { page } = item._outweigh;
    return [id, title, html, words, at, page].every((value) => typeof value === "string")
      ? { id: id as string, title: title as string, html: html as string, text: words as string, at: at as string, page: page as string }
      : undefined;
  });
  return entries.every((entry) => entry !== undefined) ? { id: feed._outweigh.id, entries } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without the characters that XML 1.0 does not know, halves of surrogate pairs among them. */
function clean(words: string): string {
  return words.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "",
  );
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;" };

function xml(words: string): string {
  return clean(words).replace(/[&<>"'\r]/g, (character) => entities[character] ?? "");
}
