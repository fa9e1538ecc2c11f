/** The part on outside views: what precedents say beside the case's own chances and quantities, how far apart the two are, and why. */
import { quantiles, ratioTable, type Unit, upliftAt } from "@outweigh/engine";
import type { ChanceDeclaration, PrecedentDeclaration, QuantityDeclaration } from "@outweigh/language";
import { columns, interleave, paragraph } from "../blocks.js";
import { cellLabels, stateShares } from "../cells.js";
import type { Block, Inline } from "../document.js";
import type { Findings } from "../findings.js";
import { drawAt } from "../measures.js";
import { type Estimate, formatEstimate, formatExact, formatProbability } from "../numbers.js";
import { reasonInlines } from "../reasons.js";
import { percent } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import type { Part } from "./part.js";

/** Cells of one chance or quantity that are listed. */
const shown = 6;

type Place = "below" | "within" | "above";

/** One value beside its outside view. */
interface Comparison {
  readonly label: string;
  readonly id: string;
  readonly precedent: PrecedentDeclaration;
  readonly inside: string;
  readonly outside: string;
  /** Where the middle of the inside view lies in the 90 % interval of the outside view. */
  readonly place: Place;
  readonly departs: ChanceDeclaration["departs"];
}

export const outsideView: Part = {
  name: "outside-view",
  title: "The outside view",
  weight: (findings) => {
    const found = comparisons(findings);
    return found.length === 0 ? 0 : found.some(({ place }) => place !== "within") ? 0.75 : 0.4;
  },
  compose: (findings) => {
    const found = comparisons(findings);
    if (found.length === 0) return [];
    const apart = found.filter(({ place }) => place !== "within");
    return [paragraph(sentenceOf(found, apart)), table(findings, found), ...uplifts(findings, found)];
  },
};

function sentenceOf(found: readonly Comparison[], apart: readonly Comparison[]): string {
  const values = `${countWords(found.length, "value")} of the case ${found.length === 1 ? "has a precedent" : "have precedents"} beside ${found.length === 1 ? "it" : "them"}`;
  if (apart.length === 0)
    return `${capitalise(values)}, and ${found.length === 1 ? "it lies" : "all lie"} within what the precedents make likely.`;
  const named = [...new Set(apart.map(({ label, place }) => `${label} (${place})`))];
  return `${capitalise(values)}. Outside the 90\u00a0% interval of the precedents ${apart.length === 1 ? "lies" : "lie"} ${joinWords(named)}.`;
}

function table(findings: Findings, found: readonly Comparison[]): Block {
  return {
    kind: "table",
    caption: "The case's own values and what precedents say",
    columns: columns("Value", ">Inside view", ">Outside view", "Precedent", "Why the two differ"),
    rows: found.map(({ label, id, precedent, inside, outside, place, departs }) => ({
      cells: [
        [text(label)],
        [value(findings, id, inside)],
        [value(findings, precedent.id, outside)],
        [text(precedent.label)],
        departs
          ? interleave(
              departs.because.map((reason) => reasonInlines(findings, reason)),
              "; ",
            )
          : [unexplained(place)],
      ],
    })),
    note: [
      text(
        "Median and 90\u00a0% interval. The inside view is what the case computes with; the outside view is what the precedents alone would say.",
      ),
    ],
  };
}

function unexplained(place: Place): Inline {
  return place === "within" ? text("–") : { kind: "mark", tone: "contested", text: "no reason stated" };
}

/** What the ratios of a class say of an estimate: by how much it must be raised. */
function uplifts(findings: Findings, found: readonly Comparison[]): readonly Block[] {
  const classes = findings.assessment.precedents.filter(
    ({ id, ratios }) => ratios !== undefined && ratios.length > 1 && found.some(({ precedent }) => precedent.id === id),
  );
  return classes.map(({ label, ratios = [] }) => {
    const ratio = ratioTable(ratios.map(({ ratio, similarity }) => ({ ratio, weight: similarity?.share ?? 1 })));
    const words = (risk: number) => {
      const uplift = upliftAt(ratio, risk);
      return `${uplift < 0 ? "lowered" : "raised"} by ${formatExact(Math.abs(uplift), percent, 2)}`;
    };
    return paragraph(
      `By “${label}” (${countWords(ratios.length, "ratio")}), an estimate that is to be exceeded with a risk of one half is to be ${words(0.5)}, and one that is to be exceeded with a risk of one in five is to be ${words(0.2)}.`,
    );
  });
}

function comparisons(findings: Findings): readonly Comparison[] {
  const { assessment } = findings;
  const classOf = (name: string | undefined) => assessment.precedents.find(({ id }) => id === name);
  return [
    ...assessment.chances.flatMap((chance) => {
      const precedent = classOf(chance.precedent?.text);
      const isOwn = chance.probabilities.length > 0 || chance.given !== undefined;
      return precedent && isOwn && chance.states.length === 2 ? ofChance(findings, chance, precedent) : [];
    }),
    ...assessment.quantities.flatMap((quantity) => {
      const precedent = classOf(quantity.precedent?.text);
      return precedent ? ofQuantity(findings, quantity, precedent) : [];
    }),
  ];
}

function estimateOf(draws: Float64Array): Estimate {
  const [low, median, high] = quantiles(draws, [0.05, 0.5, 0.95]).map((quantile) => quantile.value) as [number, number, number];
  return { low, median, high };
}

function estimateText(estimate: Estimate, unit: Unit | undefined): string {
  return estimate.high > estimate.low ? formatEstimate(estimate, unit).both : formatExact(estimate.median, unit);
}

function placeOf(middle: number, { low, high }: Estimate): Place {
  return middle < low ? "below" : middle > high ? "above" : "within";
}

/** The probability of the second state, cell by cell, beside the base rate. */
function ofChance(findings: Findings, chance: ChanceDeclaration, precedent: PrecedentDeclaration): readonly Comparison[] {
  const [output, rate] = [findings.output(chance.id), findings.output(precedent.id)?.draws?.[0]];
  if (output === undefined || rate === undefined) return [];
  const outside = estimateOf(rate);
  const labels = cellLabels(findings, output.dimensions);
  return distinct(
    chance.label,
    output.summaries.flatMap((_, cell): readonly Comparison[] => {
      const share = stateShares(output, cell, 2)?.[1];
      if (share === undefined) return [];
      return [
        {
          ...named(chance, labels[cell]),
          precedent,
          inside: formatProbability(share),
          outside: estimateText(outside, percent),
          place: placeOf(share, outside),
          departs: chance.departs,
        },
      ];
    }),
  );
}

/** A quantity beside itself times the ratio of the class, or a share beside a base rate. */
function ofQuantity(findings: Findings, quantity: QuantityDeclaration, precedent: PrecedentDeclaration): readonly Comparison[] {
  const [output, drawn] = [findings.output(quantity.id), findings.output(precedent.id)];
  const ratio = drawn?.draws?.[0];
  const isIn = findings.evaluated.lowering.references.get(quantity.id)?.has(precedent.id) ?? false;
  if (output?.draws === undefined || ratio === undefined || isIn) return [];
  const labels = cellLabels(findings, output.dimensions);
  const unit = findings.unit(quantity.id);
  return distinct(
    quantity.label,
    output.draws.map((column, cell) => {
      const inside = estimateOf(column);
      const length = Math.max(column.length, ratio.length);
      const outside = estimateOf(
        precedent.ratios ? Float64Array.from({ length }, (_, draw) => drawAt(column, draw) * drawAt(ratio, draw)) : ratio,
      );
      return {
        ...named(quantity, labels[cell]),
        precedent,
        inside: estimateText(inside, unit),
        outside: estimateText(outside, precedent.ratios ? unit : percent),
        place: placeOf(inside.median, outside),
        departs: quantity.departs,
      };
    }),
  );
}

function named({ id, label }: { readonly id: string; readonly label: string }, cell: string | undefined): Pick<Comparison, "id" | "label"> {
  return { id, label: cell ? `${label}, ${cell}` : label };
}

/** One row where all cells are the same; the first few otherwise. */
function distinct(label: string, rows: readonly Comparison[]): readonly Comparison[] {
  const [first] = rows;
  if (first !== undefined && rows.every((row) => row.inside === first.inside && row.outside === first.outside))
    return [{ ...first, label }];
  return rows.slice(0, shown);
}
