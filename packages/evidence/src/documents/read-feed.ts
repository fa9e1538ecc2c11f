/** A feed (RSS, Atom or RDF) as documents, one for each entry. */
import { parseFeed } from "feedsmith";
import { isoDay } from "./dates.js";
import { htmlToBlocks } from "./html-blocks.js";
import { languageTag } from "./languages.js";
import { plainTextBlocks } from "./read-text.js";
import { type RawDocument, type RawReading, type ReadingLimits, refused } from "./source-document.js";
import { withoutDoctype, xmlDepth } from "./xml-tokens.js";

const deepest = 200;

/** Reads a feed, already decoded. Entities that it defines are not known to us and stay as they stand. */
export function readFeed(xml: string, limits: ReadingLimits): RawReading {
  const plain = withoutDoctype(xml);
  const depth = xmlDepth(plain);
  if (depth > deepest) return refused("damaged", `elements nested ${depth} deep`);
  let parsed: ReturnType<typeof parseFeed>;
  try {
    parsed = parseFeed(plain);
  } catch (error) {
    return refused("damaged", error instanceof Error ? error.message.slice(0, 200) : "the feed");
  }
  const all = entriesOf(parsed);
  const documents = all.slice(0, limits.parts);
  if (documents.length === 0) return refused("no-text", "a feed without entries");
  const [first, ...others] = documents;
  if (all.length === documents.length) return { ok: true, documents };
  return {
    ok: true,
    documents: [{ ...first!, findings: [{ code: "entries-not-read", detail: String(all.length - documents.length) }] }, ...others],
  };
}

interface Said {
  readonly value?: string;
  readonly type?: string;
}

interface Entry {
  readonly title: string | undefined;
  readonly content: string | undefined;
  readonly isText?: boolean;
  readonly date: unknown;
  readonly authors: readonly (string | undefined)[];
  readonly link: string | undefined;
}

function entriesOf(parsed: ReturnType<typeof parseFeed>): readonly RawDocument[] {
  if (parsed.format === "json") return [];
  if (parsed.format === "atom") {
    const { feed } = parsed;
    const about = { publisher: words(said(feed.title)), language: languageTag(feed.xml?.lang ?? feed.dc?.languages?.[0]) };
    const persons = (people: readonly { readonly name?: string }[] | undefined) => people?.map(({ name }) => name);
    return (feed.entries ?? []).map((entry) => {
      const content: Said = asSaid(entry.content?.value === undefined ? entry.summary : entry.content);
      return document(
        {
          title: said(entry.title),
          content: content.value,
          isText: content.type === undefined || content.type === "text",
          date: entry.published ?? entry.updated,
          authors: persons(entry.authors) ?? persons(feed.authors) ?? [],
          link: (entry.links?.find(({ rel }) => rel === undefined || rel === "alternate") ?? entry.links?.[0])?.href,
        },
        { ...about, language: languageTag(entry.xml?.lang) ?? about.language },
      );
    });
  }
  const { feed } = parsed;
  const stated = parsed.format === "rss" ? parsed.feed.language : undefined;
  const about = { publisher: words(feed.title), language: languageTag(stated ?? feed.dc?.languages?.[0]) };
  if (parsed.format === "rss")
    return (parsed.feed.items ?? []).map((item) =>
      document(
        {
          title: item.title,
          content: item.content?.encoded ?? item.description,
          date: item.pubDate ?? item.dc?.dates?.[0],
          authors: item.dc?.creators ?? item.authors?.map(({ name, email }) => name ?? email) ?? [],
          link: item.link ?? item.guid?.value,
        },
        about,
      ),
    );
  return (parsed.feed.items ?? []).map((item) =>
    document(
      {
        title: item.title,
        content: item.content?.encoded ?? item.description,
        date: item.dc?.dates?.[0],
        authors: item.dc?.creators ?? [],
        link: item.link,
      },
      about,
    ),
  );
}

const asSaid = (value: Said | string | undefined): Said => (typeof value === "string" ? { value } : (value ?? {}));
const said = (value: Said | string | undefined): string | undefined => asSaid(value).value;

/** Titles may hold marks of HTML, and text may too whatever is said of it. */
const words = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : htmlToBlocks(text).replaceAll("\n", " ") || undefined;

function document(entry: Entry, about: Pick<RawDocument, "publisher" | "language">): RawDocument {
  const content = entry.content ?? "";
  const title = words(entry.title);
  const text = entry.isText === true || !/<[a-z!/]|&[a-z#]/i.test(content) ? plainTextBlocks(content) : htmlToBlocks(content);
  const author = entry.authors
    .map((name) => words(name)?.replace(/^\S+@\S+\s+\((.+)\)$/, "$1"))
    .filter((name) => name !== undefined)
    .join(", ");
  return {
    kind: "feed-entry",
    text: title === undefined || text.startsWith(title) ? text : `${title}\n${text}`,
    title,
    author: author || undefined,
    date: isoDay(typeof entry.date === "string" ? entry.date : undefined),
    ...about,
    url: /^https?:\/\//i.test(entry.link ?? "") ? entry.link : undefined,
  };
}
