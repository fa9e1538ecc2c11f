/** What a web page says of itself: in meta tags, OpenGraph, Dublin Core, JSON-LD, `<html lang>`, `<time>` and links. Read from its tags in one pass. */
import { attributesOf, htmlTokens, replaceEntities } from "../html-tokens.js";
import { isoDay } from "./dates.js";
import { languageTag } from "./languages.js";
import type { SourceDocument } from "./source-document.js";

/** The facts of a page; the number and depth of its pieces tell whether a tree of it may be built. */
export interface PageFacts extends Pick<SourceDocument, "title" | "author" | "date" | "publisher" | "language" | "url"> {
  readonly tags: number;
  /** Stretches of text, where an entity ends one. */
  readonly texts: number;
  readonly depth: number;
}

interface Stated {
  readonly meta: Map<string, string>;
  readonly linked: Map<string, string>;
  times: string[];
  language: string | undefined;
  canonical: string | undefined;
}

/** Elements that end by themselves or never hold others, so that they add no depth. */
const shallow = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option optgroup rp rt html body head".split(
    " ",
  ),
);

/** Reads what a page states. */
export function readPageFacts(html: string): PageFacts {
  const stated: Stated = { meta: new Map(), linked: new Map(), times: [], language: undefined, canonical: undefined };
  const headEnd = html.search(/<\/head|<body/i);
  const head = html.slice(0, Math.min(headEnd === -1 ? html.length : headEnd, 2_000_000));
  for (const match of head.matchAll(/<(?:meta|link|html)\s/gi)) noteTag(stated, html, match.index, match[0].slice(1).trim().toLowerCase());
  let tags = 0;
  let texts = 0;
  let depth = 0;
  let deepest = 0;
  for (const token of htmlTokens(html)) {
    if (token.kind === "text") {
      texts++;
      continue;
    }
    tags++;
    if (!shallow.has(token.name)) depth = Math.max(0, depth + (token.closing ? -1 : 1));
    deepest = Math.max(deepest, depth);
    if (!token.closing && (token.name === "meta" || token.name === "time" || token.name === "html"))
      noteTag(stated, html, token.from, token.name, token.to);
  }
  readLinkedData(html, stated.linked);
  const first = (...names: string[]) => names.map((name) => stated.meta.get(name)).find((value) => value !== undefined && value !== "");
  const { linked } = stated;
  const title =
    linked.get("headline") ?? first("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title") ?? titleOf(html);
  const person = [
    linked.get("author"),
    first("author"),
    first("article:author"),
    first("dc.creator", "dcterms.creator", "citation_author", "parsely-author", "byl"),
  ];
  return {
    title: plain(title),
    author: plain(person.find((name) => name !== undefined && !/^https?:|^$/.test(name))),
    date: [linked.get("datePublished"), ...dateNames.map((name) => stated.meta.get(name)), ...stated.times]
      .map(isoDay)
      .find((day) => day !== undefined),
    publisher: plain(
      linked.get("publisher") ?? first("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "citation_journal_title"),
    ),
    language: [stated.language, linked.get("inLanguage"), first("content-language", "og:locale", "dc.language", "language")]
      .map(languageTag)
      .find((tag) => tag !== undefined),
    url: [
      stated.canonical,
      first("og:url"),
      linked.get("url"),
      /<!-- saved from url=\(\d+\)(\S{1,2000})/.exec(html.slice(0, 5000))?.[1],
    ].find((url) => /^https?:\/\//i.test(url ?? "")),
    tags,
    texts: texts + html.split("&").length - 1,
    depth: deepest,
  };
}

const dateNames =
  "article:published_time datepublished dc.date.issued dcterms.issued dc.date dcterms.date dcterms.created citation_publication_date citation_date publish-date publishdate publication_date pubdate parsely-pub-date sailthru.date date og:published_time".split(
    " ",
  );

const plain = (text: string | undefined): string | undefined => text?.replace(/\s+/gu, " ").trim().slice(0, 500) || undefined;

function noteTag(stated: Stated, html: string, from: number, name: string, to = Math.min(html.length, from + 5000)): void {
  const attributes = attributesOf(html, from, tagEnd(html, from, to));
  const put = (key: string | undefined, value: string | undefined) => {
    if (key !== undefined && value !== undefined && !stated.meta.has(key.toLowerCase())) stated.meta.set(key.toLowerCase(), value);
  };
  if (name === "html") stated.language ??= attributes.get("lang") ?? attributes.get("xml:lang");
  else if (name === "time") {
    const when = attributes.get("datetime") ?? "";
    if (stated.times.length < 20) stated.times.push(when);
  } else if (name === "link") {
    if (/\bcanonical\b/i.test(attributes.get("rel") ?? "")) stated.canonical ??= attributes.get("href");
  } else for (const key of ["property", "name", "itemprop", "http-equiv"]) put(attributes.get(key), attributes.get("content"));
}

function tagEnd(html: string, from: number, most: number): number {
  let quote = "";
  for (let at = from + 1; at < most; at++) {
    const character = html[at]!;
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at + 1;
  }
  return most;
}

function titleOf(html: string): string | undefined {
  const open = /<title[^>]{0,500}>/i.exec(html.slice(0, 2_000_000));
  if (open === null) return undefined;
  const from = open.index + open[0].length;
  const end = html.slice(from, from + 5000).search(/<\/title/i);
  return replaceEntities(html.slice(from, end === -1 ? from + 300 : from + end));
}

/** JSON-LD: the first article, report or page that is described. Only the outermost objects, lists and `@graph` are looked at. */
function readLinkedData(html: string, found: Map<string, string>): void {
  let scripts = 0;
  for (const match of html.matchAll(/<script\s[^>]{0,300}?application\/ld\+json[^>]{0,300}>/gi)) {
    if (++scripts > 20) return;
    const from = match.index + match[0].length;
    const json = html.slice(from, from + 1_000_000);
    let data: unknown;
    try {
      data = JSON.parse(json.slice(0, json.search(/<\/script/i)));
    } catch {
      continue;
    }
    const outer = Array.isArray(data) ? data : [data];
    const objects = outer.flatMap((item) => (isObject(item) && Array.isArray(item["@graph"]) ? item["@graph"] : [item])).filter(isObject);
    for (const object of objects.slice(0, 200))
      if (/Article|Report|Posting|WebPage|CreativeWork|Document/.test(String(object["@type"]))) noteObject(object, found);
  }
}

function noteObject(object: Readonly<Record<string, unknown>>, found: Map<string, string>): void {
  const put = (key: string, value: string | undefined) => {
    if (value !== undefined && value !== "" && !found.has(key)) found.set(key, value);
  };
  const article = /Article|Report|Posting/.test(String(object["@type"]));
  if (article) put("headline", textOf(object.headline) ?? textOf(object.name));
  put("author", names(object.author));
  put("datePublished", textOf(object.datePublished));
  put("publisher", names(object.publisher));
  put("inLanguage", textOf(object.inLanguage));
  if (article) put("url", textOf(object.url) ?? textOf(object.mainEntityOfPage));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? replaceEntities(value) : undefined);

function names(value: unknown): string | undefined {
  const people = (Array.isArray(value) ? value.slice(0, 20) : [value]).map((person) => textOf(isObject(person) ? person.name : person));
  return people.filter((name) => name !== undefined && name !== "").join(", ") || undefined;
}
