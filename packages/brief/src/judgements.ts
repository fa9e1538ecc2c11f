/** The judgements of a case as they are published: bold likelihood words, leading options and the confidence. And what became of them since an earlier version. */
import { bandsOf } from "@outweigh/evidence";
import { type Evaluated, type InlineValue, placeOf } from "@outweigh/language";
import type { Findings, ObjectiveFinding } from "./findings.js";
import { ranked, readFindings } from "./findings.js";
import { formatProbability } from "./numbers.js";
import { inlineCells } from "./values.js";

/** One judgement, as plain data that can be kept. */
export interface Judgement {
  readonly kind: "likelihood" | "leading" | "confidence";
  /** By which it is found again in another version: the bracketed expression, the name of the objective, or `confidence`. */
  readonly name: string;
  /** `02-river.md:14`, or `bottom line`. */
  readonly where: string;
  /** What is said: the likelihood word, the leading option as the reader knows it, the level of confidence. */
  readonly word: string;
  /** What it is said of: the bracketed expression, or the objective as the reader knows it. */
  readonly expression: string;
  /** The computed probability of what is said; of a leading option, that it is the best. Null where there is no single one. */
  readonly value: number | null;
  /** The computed value as it is printed; empty where there is none. */
  readonly shown: string;
  /** Of a likelihood word: the probabilities that it stands for on the scale of the case. */
  readonly band?: readonly [low: number, high: number];
  /** Of a leading option: the names of all options that share the first place; none where the law leaves none. */
  readonly leading?: readonly string[];
  /** Of a leading option: all ranked options from best to worst. */
  readonly ranking?: readonly string[];
}

/** What became of a judgement: another word or leading option, no longer stated, or stated for the first time. */
export interface JudgementChange {
  readonly kind: "changed" | "withdrawn" | "new";
  readonly judgement: string;
  /** What it is said of, in the reader's words. */
  readonly of: string;
  /** Empty of a new one. */
  readonly was: string;
  /** Empty of one that is no longer stated. */
  readonly now: string;
}

/** A change with the reason that was given for it; empty where none is given (yet), or none is needed because it is new. */
export interface ReasonedChange extends JudgementChange {
  readonly reason: string;
}

/** What has been published of a case, as its brief tells it. */
export interface PublicationHistory {
  /** The name of the version that the brief is; undefined of a draft. */
  readonly version: string | undefined;
  /** The versions before it, oldest first. `withheld`: what changed in it is not told under the mark of the brief. */
  readonly earlier: readonly {
    readonly version: string;
    /** ISO day. */
    readonly on: string;
    readonly changes: readonly ReasonedChange[];
    readonly withheld: boolean;
  }[];
  /** What changed since the last of them. */
  readonly changes: readonly ReasonedChange[];
}

/** Whether a change has to be explained before it is published: that of a published judgement has, a new judgement has not. */
export function needsReason({ kind }: JudgementChange): boolean {
  return kind !== "new";
}

/** The judgements of an evaluated case, in the order of the text, then the objectives, then the confidence. */
export function judgementsOf(evaluated: Evaluated): readonly Judgement[] {
  const findings = readFindings(evaluated);
  const { confidence } = findings.assessment.case;
  return distinct([
    ...findings.assessment.inlines.flatMap((inline) => likelihoodOf(findings, inline)),
    ...findings.objectives.filter(({ rows }) => rows.length > 1).map((objective) => leadingOf(objective)),
    ...(confidence === undefined
      ? []
      : [
          {
            kind: "confidence" as const,
            name: "confidence",
            where: "bottom line",
            word: confidence.level,
            expression: "confidence in the answer",
            value: null,
            shown: "",
          },
        ]),
  ]);
}

function likelihoodOf(findings: Findings, inline: InlineValue): readonly Judgement[] {
  if (inline.likelihood === undefined) return [];
  const { assessment } = findings;
  const { file, line } = placeOf(inline.span, assessment.files);
  const word = inline.likelihood.text;
  const bands = bandsOf(word, assessment.case.yardstick);
  const [first, last] = [bands?.[0]?.term, bands?.at(-1)?.term];
  const expression = inline.text.replace(/\s+/g, " ").trim();
  const summaries = findings.output(`inline:${inline.index}`)?.summaries ?? [];
  return [
    {
      kind: "likelihood",
      name: expression,
      where: `${file}:${line}`,
      word,
      expression,
      value: finite(summaries.length === 1 ? summaries[0]?.mean : undefined),
      shown: inlineCells(findings, inline)
        .map((cell) => (cell.label === "" ? cell.text : `${cell.label} ${cell.text}`))
        .join("; "),
      ...(first && last ? { band: [first.low, last.high] as const } : {}),
    },
  ];
}

function leadingOf(objective: ObjectiveFinding): Judgement {
  const { declaration } = objective;
  const order = ranked(objective).filter(({ compared }) => compared.rank !== undefined);
  const leaders = order.filter(({ compared }) => compared.estimate.median === order[0]?.compared.estimate.median);
  const best = leaders[0]?.compared.best;
  return {
    kind: "leading",
    name: declaration.id,
    where: "bottom line",
    word: leaders.length === 0 ? "no option is left" : leaders.map(({ option }) => option.label).join(" and "),
    expression: declaration.label,
    value: finite(best?.probability),
    shown: best === undefined ? "" : `the best in ${formatProbability(best.probability)} of the draws`,
    leading: leaders.map(({ option }) => option.id).sort(),
    ranking: order.map(({ option }) => option.id),
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** The same statement twice with one meaning is one judgement; with several meanings, each further one has a number. */
function distinct(judgements: readonly Judgement[]): readonly Judgement[] {
  const kept: Judgement[] = [];
  for (const judgement of judgements) {
    const namesakes = kept.filter(({ expression, kind }) => kind === judgement.kind && expression === judgement.expression);
    const isLikelihood = judgement.kind === "likelihood";
    if (isLikelihood && namesakes.some((other) => meansTheSame(other, judgement))) continue;
    const isTaken = kept.some(({ name }) => name === judgement.name);
    const name = isLikelihood && namesakes.length > 0 ? `${judgement.name} (${namesakes.length + 1})` : judgement.name;
    kept.push({ ...judgement, name: isTaken && !isLikelihood ? `${name} (${judgement.kind})` : name });
  }
  return kept;
}

/** Words of one band mean the same; options are compared by their names in the case, whatever they are called. */
function meansTheSame(one: Judgement, other: Judgement): boolean {
  if (one.band && other.band) return one.band.join() === other.band.join();
  if (one.leading && other.leading) return one.leading.join() === other.leading.join();
  return one.word === other.word;
}

/** What changed from the judgements of an earlier version: those that changed or are no longer stated first, then the new ones. */
export function judgementChanges(before: readonly Judgement[], now: readonly Judgement[]): readonly JudgementChange[] {
  const later = new Map(now.map((judgement) => [judgement.name, judgement]));
  const known = new Set(before.map(({ name }) => name));
  const said = ({ word, shown }: Judgement) => (shown === "" ? word : `${word} (${shown})`);
  const changed = before.flatMap((was): JudgementChange[] => {
    const is = later.get(was.name);
    if (is && meansTheSame(was, is)) return [];
    const common = { judgement: was.name, of: is?.expression ?? was.expression, was: said(was) };
    return [is ? { ...common, kind: "changed", now: said(is) } : { ...common, kind: "withdrawn", now: "" }];
  });
  const added = now
    .filter(({ name }) => !known.has(name))
    .map((is): JudgementChange => ({ kind: "new", judgement: is.name, of: is.expression, was: "", now: said(is) }));
  return [...changed, ...added];
}
