/** Correlations between declarations: whether each is a single draw, and whether all can hold together. */
import {
  type Correlation,
  canCorrelate,
  correlationGroups,
  correlationOfConcordance,
  correlationProblem,
  type NodeId,
  rankOfPearson,
  roundedCorrelations,
} from "@outweigh/engine";
import { panelProblem } from "../diagnostics/experts.js";
import { correlationImpossible, correlationNeedsDraw } from "../diagnostics/model.js";
import { unknownName } from "../diagnostics/names.js";
import type { Span } from "../syntax.js";
import { expressionNames } from "./environment.js";
import type { Model } from "./model.js";

/** The correlations of a case that can hold; others are reported. */
export function lowerCorrelations(model: Model): readonly Correlation[] {
  const correlations: Correlation[] = [];
  const places = new Map<string, Span>();
  for (const declaration of model.environment.assessment.quantities) {
    for (const { with: other, rank: stated, span } of declaration.correlations) {
      if (!model.environment.entities.has(other.text)) {
        model.report(
          unknownName.at(other.span, {
            name: other.text,
            near: model.environment.near(other.text, expressionNames(model.environment)),
            hint: "",
          }),
        );
        continue;
      }
      if (isReplaced(model, declaration.id) || isReplaced(model, other.text)) continue;
      const left = streamOfName(model, declaration.id, span);
      const right = other.text === declaration.id ? undefined : streamOfName(model, other.text, other.span);
      if (other.text === declaration.id) model.report(correlationNeedsDraw.at(other.span, { name: `${declaration.id} with itself` }));
      if (left === undefined || right === undefined) continue;
      const [leftOver, rightOver] = [overOf(model, declaration.id), overOf(model, other.text)];
      if (!canCorrelate(leftOver, rightOver)) {
        const conflict = `${declaration.id} is over ${leftOver.join(", ")} and ${other.text} over ${rightOver.join(", ")}, so their members cannot be paired.`;
        model.report(correlationImpossible.at(span, { conflict, nearest: "" }));
        continue;
      }
      const rank = stated ?? elicitedRank(model, declaration.id, other.text, span);
      if (rank === undefined) continue;
      correlations.push({ left, right, rank });
      places.set(left, span);
      places.set(right, span);
    }
  }
  return correlations.length > 0 && areImpossible(model, correlations, places) ? [] : correlations;
}

/** The rank correlation that the experts give two quantities: each expert's last word, averaged as concordances. */
function elicitedRank(model: Model, left: string, right: string, span: Span): number | undefined {
  const latest = new Map<string, { readonly round: number; readonly judgement: string; readonly concordance: number }>();
  for (const { declaration, numbers } of model.judgements) {
    const { of, with: other, by, round, id } = declaration;
    const isOfBoth = (of.text === left && other?.text === right) || (of.text === right && other?.text === left);
    if (numbers.kind !== "concordance" || !isOfBoth || (latest.get(by.text)?.round ?? 0) > round) continue;
    latest.set(by.text, { round, judgement: id, concordance: numbers.share });
  }
  const views = [...latest].map(([expert, { judgement, concordance }]) => ({ expert, judgement, concordance }));
  const concordance = views.reduce((sum, view) => sum + view.concordance / views.length, 0);
  const isSound = views.length > 0 && concordance > 0.001 && concordance < 0.999;
  if (!isSound) {
    const problem = views.length === 0 ? "no expert says how the two go together" : "they say that one follows from the other altogether";
    const remedy =
      views.length === 0
        ? `Add a judgement of ${left}, ${right} with its line concordance 70 %, or write a number after “by”.`
        : "Let one of the two quantities be a formula of the other.";
    model.report(panelProblem.at(span, { name: `${left} and ${right}`, problem, remedy }));
    return undefined;
  }
  const rank = rankOfPearson(correlationOfConcordance(concordance));
  model.dependences.push({ quantities: [left, right], views, concordance, rank });
  return rank;
}

/** Whether a quantity draws nothing of its own any more that could be correlated. */
function isReplaced(model: Model, id: string): boolean {
  const override = model.overrides.get(id);
  if (override === undefined) return false;
  if (typeof override === "number" || override.kind === "range") return true;
  const value = model.values.get(id);
  return override.kind === "value" && (value === undefined || streamOf(model, value.node) === undefined);
}

/** Reports each group of correlations that cannot hold together: who is in conflict, and the nearest values that would do. */
function areImpossible(model: Model, correlations: readonly Correlation[], places: ReadonlyMap<string, Span>): boolean {
  let isAny = false;
  for (const { names, matrix } of correlationGroups(correlations)) {
    const problem = correlationProblem(names, matrix);
    if (!problem) continue;
    isAny = true;
    const nearest = roundedCorrelations(problem.nearest);
    const stated = correlations.filter(({ left }) => names.includes(left));
    const isStated = (one: string, other: string) =>
      stated.some(({ left, right }) => (left === one && right === other) || (left === other && right === one));
    const unstated = names.flatMap((right, index) => names.slice(index + 1).map((left) => ({ left, right })));
    const pairs = [...stated, ...unstated.filter(({ left, right }) => !isStated(left, right))].flatMap(({ left, right }) => {
      const [row, column] = [names.indexOf(left), names.indexOf(right)];
      const value = nearest[row]?.[column] ?? 0;
      return value === matrix[row]?.[column] ? [] : [`${left} with ${right} by ${value}`];
    });
    const span = problem.names.map((name) => places.get(name)).at(-1);
    if (span) model.report(correlationImpossible.at(span, { conflict: problem.conflict, nearest: pairs.join(", ") }));
  }
  return isAny;
}

function streamOfName(model: Model, id: string, span: Span): string | undefined {
  const value = model.values.get(id);
  if (!value) return undefined;
  const stream = value.kind === "number" ? streamOf(model, model.widened.get(id) ?? value.node) : undefined;
  if (stream === undefined) model.report(correlationNeedsDraw.at(span, { name: id }));
  return stream;
}

/** The dimensions over which the draws of a declared quantity are independent. */
function overOf(model: Model, id: string): readonly string[] {
  const quantity = model.environment.assessment.quantities.find((each) => each.id === id);
  return quantity?.over.map((name) => name.text) ?? [];
}

/** The one random stream that a node rises with; undefined when there is none or more than one. */
function streamOf(model: Model, id: NodeId): string | undefined {
  const { builder } = model;
  const node = builder.node(id);
  if (node.kind === "draw" || node.kind === "empirical") return node.stream;
  if (node.kind === "stack") {
    const streams = new Set([...new Set(node.parts)].map((part) => streamOf(model, part)));
    return streams.size === 1 ? [...streams][0] : undefined;
  }
  if (node.kind === "apply" && node.operation === "multiply") {
    const [left, right] = node.arguments;
    const factor = right === undefined ? undefined : builder.fixedNumber(right);
    return left !== undefined && factor !== undefined && factor > 0 ? streamOf(model, left) : undefined;
  }
  return undefined;
}
