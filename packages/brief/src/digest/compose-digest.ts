/** A digest as a document: what moved and why, what was settled, what falls due, what waits for review. Sections without news are left out. */
import { tlpLabel } from "@outweigh/evidence";
import { columns, list, paragraph, strong } from "../blocks.js";
import type { Block, Document, Inline, TableBlock } from "../document.js";
import { text } from "../values.js";
import { capitalise, countWords, formatDate, sentence } from "../words.js";
import { headlinePhrases } from "./digest-subject.js";
import { type DigestRecord, type ForecastMove, isNothingNew } from "./record.js";

/** The digest for its readers. `colophon` says what made it. */
export function composeDigest(record: DigestRecord, colophon: string): Document {
  const { since, until, handling } = record;
  return {
    title: record.case.title,
    ...(handling && { handling: tlpLabel(handling) }),
    question: record.case.question,
    facts: [
      { term: "What changed since", content: [text(since.words)] },
      { term: "Until", content: [text(dayWords(until))] },
    ],
    howToRead: "",
    blocks: [
      ...(isNothingNew(record) ? [paragraph(`Nothing new since ${since.words}.`)] : [summary(record), ...sections(record)]),
      ...gaps(record),
    ],
    colophon,
  };
}

function summary(record: DigestRecord): Block {
  const phrases = headlinePhrases(record);
  return {
    kind: "callout",
    tone: "key",
    title: "",
    blocks: [paragraph(`Since ${record.since.words}:`), list(phrases.map((phrase) => [text(capitalise(phrase))]))],
  };
}

function sections(record: DigestRecord): readonly Block[] {
  return [
    section("results", "What moved", results(record)),
    section("changes", "What changed in the case", changes(record)),
    section("forecasts", "Forecasts", forecasts(record)),
    section("settled", "Settled and scored", settled(record)),
    section("due", "What falls due", due(record)),
    section("watch", "New evidence and readings", watched(record)),
    section("signposts", "Near a threshold", near(record)),
    section("versions", "Published", versions(record)),
  ].flat();
}

function section(anchor: string, title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: "section", anchor, level: 2, title: [text(title)], blocks }];
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly (readonly Inline[])[])[]): TableBlock {
  return { kind: "table", caption, columns: columns(...heads), rows: rows.map((cells) => ({ cells })) };
}

function results({ results: moves, causes, overtaken }: DigestRecord): readonly Block[] {
  const objectives = [...new Set(moves.map(({ objective }) => objective))];
  return [
    ...objectives.map((objective) =>
      table(
        capitalise(objective),
        ["Option", "Was", "Is now", "Which means"],
        moves
          .filter((move) => move.objective === objective)
          .map(({ option, was, now, words, isFirm }) => [
            [text(option)],
            [text(was)],
            [strong(now)],
            [text(capitalise([words, isFirm ? "" : "within the error of the simulation"].filter(Boolean).join("; ")) || "–")],
          ]),
      ),
    ),
    ...(causes.length === 0
      ? []
      : [
          table(
            "Why",
            ["Cause", "Of", ">Share of the change"],
            causes.map(({ cause, objective, share }) => [[text(capitalise(cause))], [text(objective)], [text(share)]]),
          ),
        ]),
    ...(overtaken.length === 0
      ? []
      : [paragraph("No longer true as the brief had it:"), list(overtaken.map((words) => [text(capitalise(sentence(words)))]))]),
  ];
}

function changes({ changes: all }: DigestRecord): readonly Block[] {
  if (all.length === 0) return [];
  return [
    list(
      all.map(({ kind, label, how, was, now, reason }) => [
        strong(`${capitalise(kind)} ${how}`),
        text(`: ${sentence(label)}`),
        ...(was !== undefined && now !== undefined ? [text(" Was "), quoted(was), text(", is now "), quoted(now), text(".")] : []),
        ...(was !== undefined && now === undefined ? [text(" Was "), quoted(was), text(".")] : []),
        ...(was === undefined && now !== undefined ? [text(" It is "), quoted(now), text(".")] : []),
        text(reason === undefined ? "" : ` Why: ${sentence(reason)}`),
      ]),
    ),
  ];
}

function quoted(words: string): Inline {
  return { kind: "code", text: words };
}

function forecasts({ forecasts: moves }: DigestRecord): readonly Block[] {
  if (moves.length === 0) return [];
  return [
    table(
      "Forecasts that were set in this time",
      ["Question", "By", "Was", "Is now", "Who and why"],
      moves.map((move) => [
        [text(move.question)],
        [text(move.by === undefined ? "–" : formatDate(move.by))],
        [text(move.was ?? (move.how === "opened" ? "new" : "–"))],
        [strong(nowWords(move))],
        [text(sentence([move.who, move.reason].filter(Boolean).join(": ")) || "–")],
      ]),
    ),
  ];
}

function nowWords({ how, now }: ForecastMove): string {
  if (how === "annulled") return "annulled";
  return how === "criteria" ? `reworded${now === undefined ? "" : `; ${now}`}` : (now ?? "–");
}

function settled({ resolved }: DigestRecord): readonly Block[] {
  if (resolved.length === 0) return [];
  return [
    table(
      "Forecasts that were settled, and how near they came",
      ["Question", "Outcome", "Settled on", "Who had said what"],
      resolved.map(({ question, outcome, on, evidence, said, isAgain }) => [
        [text(question)],
        [strong(outcome), text(isAgain ? " (settled anew)" : "")],
        [text(formatDate(on)), ...(evidence === undefined ? [] : [text(", by "), ...addressed(evidence)])],
        said.length === 0
          ? [text("nobody had said anything")]
          : interleave(
              said.map(({ who, value, scores }) => [text(`${who}: ${[value, scores].filter(Boolean).join("; ")}`)]),
              [{ kind: "break" }],
            ),
      ]),
    ),
  ];
}

function interleave(groups: readonly (readonly Inline[])[], between: readonly Inline[]): readonly Inline[] {
  return groups.flatMap((group, place) => (place === 0 ? group : [...between, ...group]));
}

/** A web address as a link, other words as they are. */
function addressed(words: string): readonly Inline[] {
  return /^https?:\/\/\S+$/i.test(words) ? [{ kind: "link", href: words, content: [text(words)] }] : [text(words)];
}

function due({ due: all }: DigestRecord): readonly Block[] {
  if (all.length === 0) return [];
  return [
    table(
      "Forecasts to be settled, by day",
      ["Question", "By", "Stands at"],
      all.map(({ question, by, value, isOverdue }) => [
        [text(question)],
        isOverdue ? [strong(formatDate(by)), text(" "), { kind: "mark", tone: "warning", text: "overdue" }] : [text(formatDate(by))],
        [text(value ?? "–")],
      ]),
    ),
  ];
}

function watched({ candidates, readings }: DigestRecord): readonly Block[] {
  return [
    ...(readings.length === 0
      ? []
      : [
          table(
            "New readings",
            ["Indicator", "Of", ">Value", "From", "Threshold"],
            readings.map(({ indicator, value, of, from, passed }) => [
              [text(capitalise(indicator))],
              [text(formatDate(of))],
              [text(value)],
              [text(from)],
              passed === true ? [{ kind: "mark", tone: "warning", text: "passed" }] : [text(passed === false ? "not passed" : "–")],
            ]),
          ),
        ]),
    ...(candidates.length === 0
      ? []
      : [
          paragraph(`${capitalise(countWords(candidates.length, "passage waits", "passages wait"))} for somebody to take in or refuse:`),
          list(
            candidates.map(({ indicator, title, passage, address, found }) => [
              address === undefined ? strong(title) : { kind: "link", href: address, content: [text(title)] },
              text(` (for “${indicator}”, found ${dayWords(found)}): “${passage}”`),
            ]),
          ),
        ]),
  ];
}

function near({ signposts }: DigestRecord): readonly Block[] {
  if (signposts.length === 0) return [];
  return [
    table(
      "Indicators near their threshold",
      ["Indicator", ">Latest", ">Threshold", "How near"],
      signposts.map(({ indicator, value, threshold, words }) => [
        [text(capitalise(indicator))],
        [text(value)],
        [text(threshold)],
        [text(words)],
      ]),
    ),
  ];
}

function versions({ versions: all }: DigestRecord): readonly Block[] {
  return all.flatMap(({ name, at, reasons }): Block[] => [
    paragraph(strong(`Version ${name}`), `, ${dayWords(at)}.`),
    ...(reasons.length === 0
      ? []
      : [
          list(
            reasons.map(({ judgement, was, now, reason }) => [
              text(`“${judgement}” was “${was}”, is now “${now}”. Why: ${sentence(reason)}`),
            ]),
          ),
        ]),
  ]);
}

function gaps({ gaps: all }: DigestRecord): readonly Block[] {
  return all.map((words) => ({ kind: "callout", tone: "note", title: "", blocks: [paragraph(sentence(words))] }));
}

/** The day of an ISO date and time, in UTC: `3 November 2026`. */
export function dayWords(at: string): string {
  return formatDate(at.slice(0, 10));
}
