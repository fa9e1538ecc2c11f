/** Correlations between declarations: whether each is a single draw, and whether all can hold together. */
import { type Correlation, canCorrelate, correlationProblem, type NodeId } from "@outweigh/engine";
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
    for (const { with: other, rank, span } of declaration.correlations) {
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
      correlations.push({ left, right, rank });
      places.set(left, span);
      places.set(right, span);
    }
  }
  return correlations.length > 0 && areImpossible(model, correlations, places) ? [] : correlations;
}

function areImpossible(model: Model, correlations: readonly Correlation[], places: ReadonlyMap<string, Span>): boolean {
  const names = [...places.keys()];
  const position = new Map(names.map((name, index) => [name, index]));
  const matrix = names.map((_, row) => names.map((_, column): number => (row === column ? 1 : 0)));
  for (const { left, right, rank } of correlations) {
    const [row, column] = [position.get(left) ?? 0, position.get(right) ?? 0];
    matrix[row]![column] = rank;
    matrix[column]![row] = rank;
  }
  const problem = correlationProblem(names, matrix);
  if (!problem) return false;
  const involved = new Set(problem.names);
  const pairs = correlations.flatMap(({ left, right }) => {
    if (!involved.has(left) || !involved.has(right)) return [];
    const value = problem.nearest[position.get(left) ?? 0]?.[position.get(right) ?? 0] ?? 0;
    return [`${left} with ${right} by ${Math.round(value * 100) / 100}`];
  });
  const span = places.get(problem.names[problem.names.length - 1] ?? "") ?? places.values().next().value;
  if (span) model.report(correlationImpossible.at(span, { conflict: problem.conflict, nearest: pairs.join(", ") }));
  return true;
}

function streamOfName(model: Model, id: string, span: Span): string | undefined {
  const value = model.values.get(id);
  if (!value) return undefined;
  const stream = value.kind === "number" ? streamOf(model, value.node) : undefined;
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
