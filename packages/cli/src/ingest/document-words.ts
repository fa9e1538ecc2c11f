/** What is printed of a document and of its candidates. */
import type { Candidate, Feature, GradeSuggestion } from "@outweigh/evidence";
import { columnsOf, count, pad, printable, type Style, wrap } from "../terminal.js";
import type { Standing } from "./case-entry.js";
import { reasonWords } from "./grade-words.js";
import { findingWords } from "./input-problems.js";
import type { TakenDocument } from "./taken-document.js";

const kindNames: Readonly<Record<string, string>> = {
  text: "plain text",
  markdown: "Markdown",
  html: "web page",
  pdf: "PDF",
  docx: "Word document",
  email: "e-mail",
  "feed-entry": "entry of a feed",
};

/** What the document is: a heading and its facts, one a line; and what it is to the case, where there is one. */
export function documentWords(taken: TakenDocument, style: Style, width: number, relation?: string): string {
  const { document, sha256, reliability, candidates, suggestions } = taken;
  const { kind, title, author, publisher, date, language, pages, text, findings } = document;
  const words = text.split(/\s+/).filter((word) => word !== "").length;
  const size = [kindNames[kind] ?? kind, language, pages === undefined ? "" : count(pages, "page"), `${words.toLocaleString("en")} words`];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["what", size.filter(Boolean).join(", ")],
    ["by", publisher],
    ["author", author],
    ["date", date ?? "not stated"],
    ["address", taken.url],
    ["sha-256", `${sha256.original.slice(0, 16)}… (bytes), ${sha256.text.slice(0, 16)}… (text)`],
    ["suggested", `reliability ${gradeWords(reliability)}`],
  ];
  const notes = findings.map((finding) => style.yellow(wrap(printable(findingWords(finding)), width, "  ", "  ")));
  if (taken.isCut)
    notes.push(
      style.yellow(wrap("It is so long that only its beginning was searched for passages. Take in the part that you need.", width, "  ")),
    );
  const asked =
    suggestions === undefined
      ? []
      : [
          `The model ${suggestions.model} was asked in ${count(suggestions.pieces, "piece")} and named ${count(suggestions.returned, "passage")}: ${suggestions.candidates.length} new, ${suggestions.known} found already, ${suggestions.dropped} dropped because the document does not have those words exactly, or only them.`,
          ...(suggestions.isCut ? ["The document is too long; its end was not sent."] : []),
          ...[...new Set(suggestions.failures)].map((failure) => `Of the model: ${failure}.`),
        ].map((line) => style.dim(wrap(printable(line), width, "  ", "  ")));
  return [
    wrap(style.bold(printable(title ?? taken.input)), width),
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [factLine(name, printable(value), style, width)])),
    ...notes,
    ...asked,
    ...(relation === undefined ? [] : ["", relation]),
    "",
    candidates.length === 0
      ? "No passage was found that could be a claim."
      : `${count(candidates.length, "passage")} that could be ${candidates.length === 1 ? "a claim" : "claims"}:`,
  ].join("\n");
}

function factLine(name: string, value: string, style: Style, width: number, indent = "  "): string {
  const column = 11;
  return wrap(value, width, `${indent}${" ".repeat(column)}`).replace(
    " ".repeat(indent.length + column),
    `${indent}${style.dim(pad(name, column, "right"))}`,
  );
}

const mostFeatures = 12;
const mostExamined = 100;
const longestShown = 1000;
const mostReasons = 8;

/** A grade with its reasons. */
export function gradeWords({ grade, reasons }: GradeSuggestion): string {
  return reasons.length === 0 ? grade : `${grade}: ${reasons.slice(0, mostReasons).map(reasonWords).join("; ")}`;
}

/** A candidate: its words, what it carries, the suggested grade, how it stands, and the block that it would become. */
export function candidateWords(
  {
    number,
    candidate,
    block,
    standing,
  }: { readonly number: number; readonly candidate: Candidate; readonly block?: string; readonly standing?: Standing },
  style: Style,
  width: number,
): string {
  const label = pad(`${number}`, 4, "left");
  const quote = wrap(`“${shortened(printable(candidate.quote).replace(/\s+/g, " "), longestShown)}”`, width, "      ").slice(label.length);
  const indent = "      ";
  const told = candidate.features.slice(0, mostExamined).filter((feature) => !isSpeakerAgain(feature, candidate.features));
  const facts = [
    ...(candidate.under.length > 0 ? [["under", candidate.under.map((line) => shortened(line)).join(" › ")] as const] : []),
    ...told.slice(0, mostFeatures).map(featureWords),
    ...(told.length > mostFeatures ? [["and", `${told.length - mostFeatures} more; --json has all`] as const] : []),
    ...(candidate.suggestedBy === undefined ? [] : [["suggested", `by the model ${candidate.suggestedBy}`] as const]),
    ["grade", gradeWords(candidate.credibility)] as const,
  ];
  return [
    `${style.bold(label)}${quote}`,
    ...facts.map(([name, value]) => factLine(name, printable(value), style, width, indent)),
    ...(standing === undefined || standing.kind === "open" ? [] : [style.yellow(wrap(standingWords(standing), width, indent))]),
    ...(block === undefined ? [] : [style.dim(notationWords(block, width, indent))]),
  ].join("\n");
}

function shortened(line: string, most = 60): string {
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** A block of the notation, each line as it is; one that is too long is folded and is then for reading only. */
export function notationWords(block: string, width: number, indent: string): string {
  const lines = block.split("\n").map((line) => {
    const plain = printable(line);
    if (columnsOf(plain) + indent.length <= width) return `${indent}${plain}`;
    const own = /^ */.exec(plain)?.[0] ?? "";
    return wrap(plain, width, `${indent}${own}`, `${indent}${own}  `);
  });
  return lines.join("\n");
}

/** Why a candidate is not asked about, in a sentence. */
export function standingWords(standing: Exclude<Standing, { kind: "open" }>): string {
  if (standing.kind === "rejected") return "You rejected it before.";
  if (standing.kind === "accepted") {
    if (standing.isThere) return `It is in the case: ${standing.claim}.`;
    return `You accepted it before${standing.claim === undefined ? "" : ` as ${standing.claim}`}, and the case no longer has it.`;
  }
  return {
    "too-short": "It cannot be a claim by itself: so few words, and more than once in the text. Quote more of the sentence by hand.",
    "too-long": "It is too long for one claim. Quote the decisive words by hand.",
    "not-in-copy": "It cannot be a claim: the copy that the case has does not hold these words.",
    repeated: "The same words stand in the text before; they are one claim.",
    "omits-negation": "It cannot be a claim by itself: a denial stands directly before it. Quote more of the sentence by hand.",
  }[standing.reason];
}

/** A source that is the speaker of the passage is told once. */
function isSpeakerAgain(feature: Feature, features: readonly Feature[]): boolean {
  if (feature.kind !== "source") return false;
  return features.some((other) => other.kind === "attribution" && other.speaker === feature.detail.source);
}

function featureWords(feature: Feature): readonly [string, string] {
  switch (feature.kind) {
    case "figure":
      return ["figure", figureWords(feature)];
    case "attribution": {
      if (feature.speaker === "") return ["said by", "nobody who can be told from the text"];
      const resolved = feature.resolvedFrom === undefined || feature.resolvedFrom === "" ? "" : `here “${feature.resolvedFrom}”`;
      const how = [feature.isNamed ? "named" : "unnamed", feature.isDirect ? "in quotation marks" : "reported", resolved]
        .filter(Boolean)
        .join(", ");
      return ["said by", `${[feature.speaker, feature.body].filter(Boolean).join(", ")} (${how})`];
    }
    case "source":
      return ["source", `${feature.detail.source ?? feature.text} (${feature.detail.named === "yes" ? "named" : "unnamed"})`];
    case "option":
      return ["option", feature.detail.option ?? feature.text];
    default: {
      const details = Object.entries(feature.detail).map(([name, value]) => `${name}: ${value}`);
      return [feature.kind === "table-row" ? "table" : feature.kind, details.length > 0 ? details.join("; ") : feature.text];
    }
  }
}

function figureWords({ text, low, high, unit, counts, year, hedges }: Extract<Feature, { kind: "figure" }>): string {
  const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 6 });
  const range =
    low === null && high === null
      ? ""
      : low === null
        ? `at most ${number(high ?? 0)}`
        : high === null
          ? `at least ${number(low)}`
          : low === high
            ? number(low)
            : `${number(low)} to ${number(high)}`;
  const reading = [range, unit].filter(Boolean).join(" ");
  const more = [
    reading === "" ? "" : `= ${reading}`,
    counts === undefined ? "" : `of ${counts}`,
    year === undefined ? "" : `about ${year}`,
    hedges.length > 0 ? `hedged: ${hedges.map((hedge) => `“${hedge}”`).join(", ")}` : "",
  ].filter((part) => part !== "");
  return [text, more.join("; ")].filter((part) => part !== "").join(" ");
}
