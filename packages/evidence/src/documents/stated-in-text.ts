/** What the first and last lines of a text say of it: a headline, a byline, a date. Only lines that are nothing else count. */
import { isoDay } from "./dates.js";
import type { SourceDocument } from "./source-document.js";

/** Reads title, author and date off the lines of a text; fields that no line states are undefined. */
export function statedInText(text: string): Pick<SourceDocument, "title" | "author" | "date"> {
  const lines = text.slice(0, 6000).split("\n").slice(0, 12);
  const labelled = (label: RegExp) =>
    lines
      .map((line) => (line.length < 300 ? label.exec(line)?.[1]?.trim() : undefined))
      .find((value) => value !== undefined && value !== "");
  const author =
    labelled(/^(?:Authors?|Written by|Autora?|Auteur|Autor|Verfasser)\s*:\s*(.+)$/i) ??
    lines.map(byline).find((name) => name !== undefined);
  const stated = labelled(
    /^(?:Date|Dated|Published(?: on)?|Posted(?: on)?|Updated|Publication date|Fecha|Datum|Data)\s*:?\s+(.*\d{4}.*)$/i,
  );
  const date =
    isoDay(stated) ??
    lines
      .filter(isOnlyDate)
      .map(isoDay)
      .find((day) => day !== undefined);
  const first = labelled(/^(?:Title|Headline|Titre|Titel|Título)\s*:\s*(.+)$/i) ?? lines[0];
  const headline =
    first !== undefined &&
    first.length <= 200 &&
    !/^[-|]|[.;,:]$|\|$/.test(first) &&
    (text.includes("\n") || first !== lines[0]) &&
    !isOnlyDate(first);
  return { title: headline ? first : undefined, author, date };
}

function byline(line: string): string | undefined {
  const found =
    /^(?:By|Por|Par|Von)\s+((?:\p{Lu}[\p{L}.'’-]*|de|del|la|van|von|der|da|bin|al|and|und|et|y|e|&|,)(?:,?\s+(?:\p{Lu}[\p{L}.'’-]*|de|del|la|van|von|der|da|bin|al|and|und|et|y|e|&)){1,8})(?:\s*[,|–—-]\s.{0,80})?$/u.exec(
      line.slice(0, 200),
    );
  return found?.[1];
}

/** A line of a date and at most a weekday, a place of the day or a word such as "Published". */
function isOnlyDate(line: string): boolean {
  return (
    line.length <= 60 &&
    /\d{4}/.test(line) &&
    /^(?:\p{L}+:?,?\s+){0,3}\d{1,2}(?:st|nd|rd|th|\.)?(?:\s+(?:de\s+)?\p{L}+\.?,?(?:\s+de)?\s+|\s*[-./]\s*\d{1,2}\s*[-./]\s*)\d{4}(?:,?\s*(?:at\s+)?\d{1,2}[:.h]\d{2}.*)?$|^(?:\p{L}+:?,?\s+){1,3}\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}.*)?$|^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/u.test(
      line,
    )
  );
}
