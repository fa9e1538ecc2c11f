/** Computed values for the editor: those that stand in a chapter, and the distribution of one. */
import { cellsOf, type Findings, inlineContent, readFindings } from "@outweigh/brief";
import { histogramOf } from "@outweigh/engine";
import type { Evaluated } from "@outweigh/language";
import { namesOf } from "../case-names.js";
import { defineQuestion } from "../question.js";
import { lastCells, valueLine } from "../value-words.js";

const found = new WeakMap<Evaluated, Findings>();

function findingsOf(evaluated: Evaluated): Findings {
  const known = found.get(evaluated) ?? readFindings(evaluated);
  found.set(evaluated, known);
  return known;
}

/** A value and the place that it belongs to: the end of `{…}`, or a place in the line of a declaration. */
export interface TextValue {
  readonly at: number;
  readonly kind: "inline" | "declared";
  readonly text: string;
}

/** The values of a chapter, of the version of the case that they were computed from. */
export interface TextValues {
  readonly version: number;
  readonly values: readonly TextValue[];
}

export const textValues = defineQuestion<{ readonly file: string }, TextValues>({
  doc: "The values to be shown in a chapter, in the order of the text.",
  answer: async ({ file }, { evaluation }) => {
    const { evaluated } = await evaluation.evaluated();
    const findings = findingsOf(evaluated);
    const inline = evaluated.assessment.inlines
      .filter(({ span }) => span.file === file)
      .map(
        (value): TextValue => ({
          at: value.span.to,
          kind: "inline",
          text: inlineContent(findings, value)
            .map((piece) => ("text" in piece ? piece.text : ""))
            .join(""),
        }),
      );
    const declared = namesOf(evaluation.compiled)
      .named.filter((each) => each.file === file && each.owner === undefined)
      .flatMap(({ key, to }): TextValue[] => {
        const output = findings.output(key);
        const text = output && valueLine(findings, output);
        return text === undefined ? [] : [{ at: to, kind: "declared", text }];
      });
    return { version: evaluation.version, values: [...inline, ...declared].sort((one, other) => one.at - other.at) };
  },
});

/** One cell of a value: its numbers in the unit in which it is shown, and how its draws lie. */
export interface Spread {
  readonly label: string;
  readonly text: string;
  /** 5, 25, 50, 75 and 95 % quantiles; missing where the value is certain or of another kind. */
  readonly quantiles?: readonly number[];
  /** Heights of bars of one width between `low` and `high`, where draws are kept. */
  readonly bars?: { readonly low: number; readonly high: number; readonly heights: readonly number[] };
}

const mostShown = 6;

export const spreadOf = defineQuestion<{ readonly key: string }, readonly Spread[]>({
  doc: "What a named value came to, cell by cell at the end of time, six at most.",
  answer: async ({ key }, { evaluation }) => {
    const { evaluated } = await evaluation.evaluated();
    const findings = findingsOf(evaluated);
    const output = findings.output(key);
    if (output === undefined) return [];
    const isChance = findings.assessment.chances.some(({ id }) => id === key);
    const texts = cellsOf(findings, output);
    return lastCells(findings, output)
      .slice(0, mostShown)
      .map((cell): Spread => {
        const { label, text } = texts[cell]!;
        const quantiles = output.summaries[cell]?.quantiles?.map(({ value }) => value);
        const draws = output.draws?.[cell];
        if (isChance || quantiles === undefined || !(quantiles.at(-1)! > quantiles[0]!) || !quantiles.every(Number.isFinite))
          return { label, text };
        if (draws === undefined) return { label, text, quantiles };
        const { low, high, counts } = histogramOf(draws, 32, 0.005);
        return { label, text, quantiles, bars: { low, high, heights: [...counts] } };
      });
  },
});
