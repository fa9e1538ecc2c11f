/** Sentences of one version held against the results of the other: likelihood words that do not fit any more, numbers that print otherwise, what is gone. */
import type { OutputResult } from "@outweigh/engine";
import { bandsOf, wordFor } from "@outweigh/evidence";
import type { InlineValue } from "../assessment.js";
import { sentencesOf } from "../check/prose.js";
import { checkLikelihood } from "../check/words.js";
import { collapse } from "./meaning.js";
import type { PrintedValue, StatementMove, ValueMove } from "./record.js";
import { finite, shownUnit } from "./results.js";
import type { SideRun } from "./side-run.js";
import type { Passages } from "./statements-of-blocks.js";

/**
 * The sentences of `own` that say something else under the results of `other`. `isEarlier` says that `own` is the first version, so that its values
 * are those that were.
 */
export function statementsMoved(own: SideRun, other: SideRun, passages: Passages, isEarlier: boolean): readonly StatementMove[] {
  const { assessment } = own.compiled;
  const found = new Map<string, { at: number; move: StatementMove }>();
  const add = (at: { readonly file: string; readonly from: number }, move: Pick<StatementMove, "why"> & Partial<StatementMove>) => {
    const place = sentenceAt(assessment.files[at.file] ?? "", passages, at);
    const key = `${at.file}\n${place.from}\n${move.why}`;
    const before = found.get(key)?.move;
    const gone = [before?.gone, move.gone].filter((each) => each !== undefined).join("; ");
    found.set(key, {
      at: place.from,
      move: {
        file: at.file,
        line: place.line,
        sentence: place.text,
        ...before,
        ...move,
        values: [...(before?.values ?? []), ...(move.values ?? [])],
        ...(gone === "" ? {} : { gone }),
      },
    });
  };
  for (const inline of assessment.inlines) {
    const name = `inline:${inline.index}`;
    const [here, there] = [own.output(name), other.otherInline(inline.index)];
    if (here === undefined) continue;
    if (there === undefined || there.summaries.length !== here.summaries.length)
      add(inline.span, { why: "gone", gone: `{${collapse(inline.text)}}` });
    else {
      const values = valuesMoved(inline, own, here, other, there, isEarlier);
      const word = wordMoved(inline, own, here, there);
      if (word !== undefined) add(inline.span, { why: "word", values, ...word });
      else if (values.length > 0) add(inline.span, { why: "value", values });
    }
  }
  for (const { id, label, span } of assessment.checks) {
    const [here, there] = [own.output(`check:${id}`), other.otherCheck(id)];
    const line = lineOf(assessment.files[span.file] ?? "", span.from);
    const move = { file: span.file, line, sentence: label, values: [] };
    if (here === undefined || !holds(here)) continue;
    if (there === undefined) found.set(`check ${id}`, { at: span.from, move: { ...move, why: "gone", gone: `check ${id}` } });
    else if (!holds(there)) found.set(`check ${id}`, { at: span.from, move: { ...move, why: "check" } });
  }
  const files = Object.keys(assessment.files);
  return [...found.values()]
    .sort((one, two) => files.indexOf(one.move.file) - files.indexOf(two.move.file) || one.at - two.at)
    .map(({ move }) => move);
}

function holds({ summaries }: OutputResult): boolean {
  return summaries.every(({ min }) => min >= 1);
}

/** The likelihood word of a value, where it fitted the own result and does not fit the other. */
function wordMoved(
  inline: InlineValue,
  own: SideRun,
  here: OutputResult,
  there: OutputResult,
): { readonly word: string; readonly fitting?: string } | undefined {
  const { assessment } = own.compiled;
  const [was, is] = [here.summaries[0], there.summaries[0]];
  if (inline.likelihood === undefined || was === undefined || is === undefined || here.summaries.length > 1) return undefined;
  const problems = (summary: typeof was) => {
    const codes: string[] = [];
    checkLikelihood(assessment, inline, summary, ({ code, severity }) => void (severity === "error" && codes.push(code)));
    return codes;
  };
  if (problems(was).length > 0 || problems(is).length === 0) return undefined;
  const { yardstick } = assessment.case;
  const row = bandsOf(inline.likelihood.text, yardstick)?.[0]?.row ?? 0;
  const fitting = wordFor(is.mean, yardstick, row);
  return { word: inline.likelihood.text, ...(fitting === undefined ? {} : { fitting }) };
}

/** The cells of a value that print otherwise. */
function valuesMoved(
  inline: InlineValue,
  own: SideRun,
  here: OutputResult,
  other: SideRun,
  there: OutputResult,
  isEarlier: boolean,
): readonly ValueMove[] {
  const names = own.cellNames(here);
  const { expression } = inline;
  const isProbability = expression.kind === "call" && expression.name.text === "P";
  const unitHere = shownUnit(own.compiled.lowering.units.get(here.name));
  const unitThere = shownUnit(other.compiled.lowering.units.get(there.name));
  return here.summaries.flatMap((summary, cell): readonly ValueMove[] => {
    const [mine, theirs] = [printed(summary, unitHere), printed(there.summaries[cell]!, unitThere)];
    if (!isVisible(mine, theirs, isProbability, [summary.meanError, there.summaries[cell]!.meanError])) return [];
    const [was, now] = isEarlier ? [mine, theirs] : [theirs, mine];
    return [{ text: collapse(inline.text), ...(names[cell] ? { cell: names[cell] } : {}), isProbability, was, now }];
  });
}

function printed({ mean, quantiles, sd }: OutputResult["summaries"][number], unit: PrintedValue["unit"]): PrintedValue {
  const at = (probability: number) => quantiles?.find((each) => each.probability === probability)?.value;
  const isSingle = !(sd > 0);
  return {
    median: finite(isSingle ? mean : (at(0.5) ?? mean)),
    low: isSingle ? finite(mean) : finite(at(0.05) ?? mean),
    high: isSingle ? finite(mean) : finite(at(0.95) ?? mean),
    unit,
  };
}

/** Probabilities are printed as whole percentages, uncertain values to about a fiftieth of their interval, others to three digits. */
const [fineness, digits, percent] = [0.02, 0.005, 0.005];

/** Whether a reader would see the difference, and it is more than noise. */
function isVisible(one: PrintedValue, other: PrintedValue, isProbability: boolean, errors: readonly number[]): boolean {
  if (JSON.stringify(one.unit) !== JSON.stringify(other.unit)) return true;
  const noise = 3 * Math.sqrt(errors.reduce((sum, error) => sum + (Number.isFinite(error) ? error ** 2 : 0), 0));
  return (["median", "low", "high"] as const).some((part) => {
    const [was, now] = [one[part], other[part]];
    if (was === null || now === null) return was !== now;
    const width = Math.max((one.high ?? 0) - (one.low ?? 0), (other.high ?? 0) - (other.low ?? 0));
    const least = isProbability ? percent : width > 0 ? width * fineness : Math.max(Math.abs(was), Math.abs(now)) * digits;
    return Math.abs(now - was) > Math.max(least, noise);
  });
}

interface Place {
  readonly from: number;
  readonly line: number;
  readonly text: string;
}

/** The sentence around a place, or its line where that is no running text. */
function sentenceAt(text: string, passages: Passages, { file, from }: { readonly file: string; readonly from: number }): Place {
  const own = passages.filter((passage) => passage.file === file && passage.from <= from && from < passage.to);
  const sentence = sentencesOf(text, own).find((each) => each.from <= from && from < each.from + each.text.length);
  const start = sentence?.from ?? text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", from);
  const raw = sentence === undefined ? text.slice(start, end < 0 ? undefined : end) : text.slice(start, start + sentence.text.length);
  return { from: start, line: lineOf(text, start), text: collapse(raw) };
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
