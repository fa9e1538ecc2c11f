/** Finds the passages of a document that may become claims. Pure and in one pass; nothing is accepted by it. */
import type { Assertion } from "./assertion-search.js";
import { findAssertions } from "./assertions.js";
import { type Attribution, SpeakerMemory } from "./attribution-memory.js";
import { findAttributions } from "./attributions.js";
import type { AttributionFeature, Candidate, CodePointSpan, Feature, FigureFeature, PlainFeature } from "./candidate.js";
import { codePoints } from "./code-points.js";
import { inColumn } from "./columns.js";
import { findDates, type YearMention } from "./dates.js";
import { lexiconOf } from "./english.js";
import type { FoundFigure } from "./figure-reading.js";
import { findFigures } from "./figures.js";
import { findLaw } from "./law.js";
import type { Lexicon } from "./lexicon.js";
import { opensOptions } from "./options.js";
import { type Paragraph, type Passage, readPassages } from "./passages.js";
import { findHolders, isOutOfOffice, termText } from "./self-dating.js";
import { findCitations, findSources } from "./sources.js";
import type { Sentence } from "./speaker-names.js";
import { suggestCredibility } from "./suggest-grade.js";
import { type Token, tokenise } from "./tokens.js";
import { labelOf } from "./transcripts.js";

/** `language`: a BCP 47 tag; of one whose words are not known only figures and quotations are found. `date`: the ISO day of the document. */
export interface CandidateOptions {
  readonly language: string;
  readonly date?: string | undefined;
  readonly title?: string | undefined;
}

/** Finds the candidates of a text in its plain form (see `SourceDocument`), in the order of the text. Time grows with its length alone. */
export function findCandidates(text: string, { language, date, title }: CandidateOptions): readonly Candidate[] {
  const lexicon = lexiconOf(language);
  const paragraphs = readPassages(text, lexicon);
  const toSpan = codePoints(text);
  const memory = new SpeakerMemory();
  const now = date === undefined ? (writtenIn(paragraphs, lexicon) ?? latestYear(paragraphs, lexicon)) : Number(date.slice(0, 4));
  const names = namesWithin(paragraphs);
  const labels = labelsOf(text, paragraphs);
  const attributed: (readonly (readonly Attribution[])[])[] = [];
  const found: Candidate[] = [];
  paragraphs.forEach((paragraph, index) => {
    const attributions = paragraph.block.kind === "header" ? [] : findAttributions(text, paragraph, index, lexicon, memory, names, labels);
    attributed.push(attributions);
    if (paragraph.block.kind === "header") return;
    paragraph.passages.forEach((passage, at) => {
      const lead = passage.lead;
      const leading = lead ? (attributed[lead.paragraph]?.[lead.passage] ?? []).filter(({ isLeading }) => isLeading) : [];
      const own = attributions[at] ?? [];
      const reading: Reading = {
        text,
        paragraph,
        paragraphs,
        passage,
        lexicon,
        toSpan,
        date,
        now,
        attributions: own.length > 0 ? own : leading,
      };
      const candidate = readPassage(reading, title);
      if (candidate) found.push(candidate);
    });
  });
  return found;
}

/** Labels with which more than one paragraph begins: those of a transcript. */
function labelsOf(text: string, paragraphs: readonly Paragraph[]): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const paragraph of paragraphs) {
    const label = labelOf(text, paragraph);
    if (label !== undefined) (once.has(label) ? again : once).add(label);
  }
  return again;
}

/** Capitalised words that do not begin a sentence, headings aside. */
function namesWithin(paragraphs: readonly Paragraph[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { block, tokens, passages } of paragraphs) {
    if (block.kind === "heading") continue;
    for (const { sentences } of passages)
      for (const { from, to } of sentences)
        for (let at = from + 1; at < to; at++) if (tokens[at]!.isCapital && tokens[at - 1]!.kind === "word") names.add(tokens[at]!.key);
  }
  return names;
}

const dateLines = 8;

/** The year of the first full date near the beginning: "3 March 2031". */
function writtenIn(paragraphs: readonly Paragraph[], lexicon: Lexicon): number | undefined {
  for (const { tokens } of paragraphs.slice(0, dateLines))
    for (const year of findDates(tokens, 0, Math.min(tokens.length, dateTokens), lexicon).years) {
      const isFull = [1, 2, 3].some((back) => lexicon.months.has(tokens[year.from - back]?.key ?? ""));
      if (isFull && !Number.isNaN(year.first)) return year.first;
    }
  return undefined;
}

const dateTokens = 60;

/** The latest year that an undated text names without looking forward to it. */
function latestYear(paragraphs: readonly Paragraph[], lexicon: Lexicon): number | undefined {
  const years = paragraphs.flatMap(({ tokens, passages }) =>
    passages.flatMap(({ from, to }) =>
      findDates(tokens, from, to, lexicon).years.flatMap((year) =>
        ((lexicon.openYearLeads.has(tokens[year.from - 1]?.key ?? "") || lexicon.horizonLeads.has(tokens[year.from - 1]?.key ?? "")) &&
          !lexicon.outOf.has(tokens[year.from - 1]!.key)) ||
        Number.isNaN(year.first)
          ? []
          : [year.first],
      ),
    ),
  );
  return years.length === 0 ? undefined : years.reduce((latest, year) => Math.max(latest, year));
}

interface Reading {
  readonly text: string;
  readonly paragraph: Paragraph;
  readonly paragraphs: readonly Paragraph[];
  readonly passage: Passage;
  readonly lexicon: Lexicon;
  readonly toSpan: (start: number, end: number) => CodePointSpan;
  readonly date: string | undefined;
  readonly attributions: readonly Attribution[];
  /** The year of the document, by its date or the latest year that it speaks of as past. */
  readonly now: number | undefined;
}

function readPassage(reading: Reading, title: string | undefined): Candidate | undefined {
  const { text, passage, paragraph, lexicon, toSpan } = reading;
  const quote = text.slice(passage.start, passage.end);
  const { tokens } = paragraph;
  const law = findLaw(text, tokens, passage.from, passage.to, lexicon);
  const dates = findDates(tokens, passage.from, passage.to, lexicon);
  const taken = new Set(dates.taken);
  for (const { from, to } of law) for (let at = from; at < to; at++) taken.add(at);
  const figures = findFigures({ text, tokens, from: passage.from, to: passage.to, taken, years: dates.years, lexicon })
    .map((found): FoundFigure => (passage.kind === "row" ? inColumn(found, text, passage, lexicon) : found))
    .map(
      (figure): FigureFeature => ({
        kind: "figure",
        span: toSpan(figure.start, figure.end),
        text: text.slice(figure.start, figure.end),
        low: figure.low,
        high: figure.high,
        unit: figure.unit,
        counts: figure.counts,
        year: figure.year,
        hedges: figure.hedges,
      }),
    );
  const plain = plainFeatures(
    reading,
    dates.years.filter((year) => !law.some(({ from, to }) => year.from < to && year.to > from)),
    law,
  );
  const features: Feature[] = [
    ...figures,
    ...reading.attributions
      .filter(({ isLeading }) => !(passage.isLead && isLeading))
      .map((attribution) => attributionFeature(attribution, toSpan)),
    ...plain,
  ].filter(({ kind }) => isWanted(kind, passage));
  if (features.every(({ kind }) => passage.isLead && kind === "source")) return undefined;
  const under = [passage.heading, passage.lead?.text].filter((part) => part !== undefined && part !== title);
  return {
    span: toSpan(passage.start, passage.end),
    quote,
    under: under as readonly string[],
    features,
    credibility: suggestCredibility({
      text,
      tokens,
      from: passage.from,
      to: passage.to,
      features,
      lexicon,
      timing: timing(reading, dates.years),
    }),
    suggestedBy: undefined,
  };
}

/** A heading only repeats what is below it, and what a sentence above a list foretells or considers stands in the list. */
function isWanted(kind: Feature["kind"], { kind: block, isLead }: Passage): boolean {
  if (block === "heading") return kind === "figure" || kind === "attribution" || kind === "option";
  return !isLead || (kind !== "option" && kind !== "prediction");
}

function attributionFeature(
  { start, end, speaker, body, isNamed, quotation, resolvedFrom }: Attribution,
  toSpan: Reading["toSpan"],
): AttributionFeature {
  return {
    kind: "attribution",
    span: toSpan(start, end),
    speaker,
    body,
    isNamed,
    isDirect: quotation !== undefined,
    quotation: quotation && toSpan(quotation.start, quotation.end),
    resolvedFrom,
  };
}

function plainFeatures(reading: Reading, years: readonly YearMention[], law: ReturnType<typeof findLaw>): readonly PlainFeature[] {
  const { text, paragraph, paragraphs, passage, lexicon, toSpan, attributions } = reading;
  const { tokens } = paragraph;
  const make = (kind: PlainFeature["kind"], start: number, end: number, detail: Readonly<Record<string, string>>): PlainFeature => ({
    kind,
    span: toSpan(start, end),
    text: text.slice(start, end),
    detail,
  });
  const at = (kind: PlainFeature["kind"], from: number, to: number, detail: Readonly<Record<string, string>>) =>
    make(kind, tokens[from]!.start, tokens[to - 1]!.end, detail);
  const features: PlainFeature[] = [];
  if (passage.kind === "row") {
    features.push(make("table-row", passage.start, passage.end, cellsByName(paragraph.block.cells, passage.header)));
  }
  const leadParagraph = passage.lead ? paragraphs[passage.lead.paragraph] : undefined;
  const leadPassage = passage.lead && leadParagraph?.passages[passage.lead.passage];
  const above = leadParagraph && leadPassage ? leadParagraph.tokens.slice(leadPassage.from, leadPassage.to) : [];
  const choices =
    passage.kind === "item" && above.at(-1)?.text === ":" && !opensOptions(above, lexicon)
      ? choicesIn(passage.heading, above.at(-1)!, lexicon)
      : undefined;
  const lead = choices ?? above;
  const sentence: Sentence = {
    text,
    tokens,
    from: passage.from,
    to: passage.to,
    isHeading: false,
    isQuoted: () => false,
    lexicon,
    surnames: new Set(),
    names: new Set(),
  };
  const references = [...findSources(sentence), ...findCitations(sentence)];
  const isReference = references.some(({ from, to }) => from === passage.from && to === passage.to);
  const assertions = (isReference ? [] : passage.kind === "row" ? [passage] : passage.sentences).flatMap(({ from, to }) =>
    findAssertions({
      text,
      tokens,
      from,
      to,
      years,
      lexicon,
      lead: from === passage.from ? lead : [],
      leadText: (choices ? passage.heading : passage.lead?.text) ?? "",
      isItem: passage.kind === "item",
      isRow: passage.kind === "row",
      isHeading: passage.kind === "heading",
      isQuestion: tokens.slice(Math.max(from, to - 3), to).some((token) => token.text === "?"),
      now: reading.now,
    }),
  );
  features.push(...assertions.map(({ kind, from, to, detail }: Assertion) => at(kind, from, to, detail)));
  features.push(
    ...law.map(({ from, to, part }) => at("legal", from, to, part === undefined ? { norm: "" } : { norm: "", part })).map(withNorm),
  );
  for (const attribution of attributions) {
    const { kind, isNamed, speaker, named } = attribution;
    if ((kind === "person" && isNamed) || speaker === "") continue;
    features.push(make("source", named.start, named.end, { source: speaker, named: isNamed ? "yes" : "no" }));
  }
  for (const [index, { from, to, isNamed }] of references.entries()) {
    if (
      references.some(
        (other, at) => at !== index && other.from <= from && other.to >= to && (at < index || other.to - other.from > to - from),
      )
    )
      continue;
    const [start, end] = [tokens[from]!.start, tokens[to - 1]!.end];
    const isCited = text[end - 1] === ")";
    const isToldOf = attributions.some(
      ({ named, kind, isNamed }) => named.start < end && named.end > start && !(isCited && kind === "person" && isNamed),
    );
    if (isToldOf) continue;
    features.push(make("source", start, end, { source: text.slice(start, end), named: isNamed ? "yes" : "no" }));
  }
  return features;
}

/** The words of a heading that announces choices: "Alternatives that have been floated"; with the colon above the list. */
function choicesIn(heading: string | undefined, last: Token, lexicon: Lexicon): readonly Token[] | undefined {
  if (heading === undefined) return undefined;
  const tokens = tokenise(heading, 0, heading.length, lexicon.abbreviations);
  return tokens.some(({ key }) => lexicon.optionPlurals.has(key)) ? [...tokens, last] : undefined;
}

const withNorm = (feature: PlainFeature): PlainFeature => ({ ...feature, detail: { ...feature.detail, norm: feature.text } });

/** Cells by the name of their column, or by its number where the table has no header. */
function cellsByName(cells: readonly string[], header: readonly string[]): Readonly<Record<string, string>> {
  const detail: Record<string, string> = {};
  cells.forEach((cell, index) => {
    const name = header[index] || `column ${index + 1}`;
    detail[name in detail ? `${name} (${index + 1})` : name] = cell;
  });
  return detail;
}

/** What the passage says of its time by an office-holder, against the day of the document or the years in it. */
function timing(
  { text, paragraph, passage, lexicon, date }: Reading,
  years: readonly YearMention[],
): readonly { readonly code: string; readonly words: string }[] {
  return findHolders(paragraph.tokens, passage.from, passage.to, lexicon).map(({ from, to, terms }) => {
    const words = `${text.slice(paragraph.tokens[from]!.start, paragraph.tokens[to - 1]!.end)}: ${terms.map(termText).join("; ")}`;
    const past = date === undefined ? [] : years.filter(({ first }) => String(first) <= date.slice(0, 4));
    const isDated = past.some(({ first, last }) =>
      terms.some((term) => String(last) >= term.from.slice(0, 4) && (term.to === undefined || String(first) <= term.to.slice(0, 4))),
    );
    const isOther = date !== undefined && !isDated && isOutOfOffice(terms, date);
    return { code: isOther ? "office-holder-of-another-time" : "dated-by-office-holder", words };
  });
}
