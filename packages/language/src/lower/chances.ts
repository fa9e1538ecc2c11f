/** Chances with their probabilities and tables. */
import { type NodeId, plainUnit } from "@outweigh/engine";
import type { ChanceDeclaration } from "../assessment.js";
import { competingHypotheses } from "../competing.js";
import {
  dimensionMismatch,
  fewStates,
  missingState,
  precedentNeedsTwo,
  probabilitiesNotOne,
  probabilityOutOfRange,
  repeatedRest,
} from "../diagnostics/model.js";
import { duplicateName, wrongKindOfName } from "../diagnostics/names.js";
import type { Expression, NameSyntax, Span } from "../syntax.js";
import { asPlain, isMixed } from "./combine.js";
import { elaborate } from "./expression.js";
import { type Model, type Scope, scopeOf } from "./model.js";
import { lowerJudgedChance } from "./panels.js";
import { classWords, kindOfClass, precedentNamed } from "./precedents.js";
import { fixedCells } from "./random.js";
import { assembleTable, resolveTable, statesOf } from "./tables.js";
import type { Lowered } from "./value.js";

/** How far fixed probabilities may be from 100 % because they were rounded. */
const tolerance = 1e-6;

/** A chance as a state that is drawn. */
export function lowerChance(model: Model, declaration: ChanceDeclaration, over: readonly string[]): Lowered {
  const states = readStates(model, declaration);
  const scope = scopeOf(`${declaration.id}:probabilities`, over);
  const probabilities = states.length < 2 ? undefined : lowerProbabilities(model, declaration, states, scope);
  if (states.length < 2) model.report(fewStates.at(declaration.span, { chance: declaration.id }));
  if (probabilities === undefined) return undefined;
  const extra = model.builder
    .dimensionsOf(probabilities)
    .filter((name) => name !== "option" && name !== "time" && name !== statesOf(declaration.id) && !over.includes(name));
  if (extra.length > 0) {
    const remedy = `Declare it over ${[...over, ...extra].join(", ")}.`;
    model.report(
      dimensionMismatch.at(declaration.span, { name: declaration.id, extra: extra.join(" and "), declared: over.join(", "), remedy }),
    );
    return undefined;
  }
  const independentOver = over.filter((name) => name !== "option");
  const node = model.builder.categorical({ probabilities, states: statesOf(declaration.id), stream: declaration.id, independentOver });
  return { kind: "state", node, unit: plainUnit, chance: declaration.id };
}

function readStates(model: Model, declaration: ChanceDeclaration): readonly string[] {
  const states: string[] = [];
  for (const { text, span } of declaration.states) {
    if (states.includes(text)) model.report(duplicateName.at(span, { name: text, kind: `a state of ${declaration.id}` }));
    else states.push(text);
  }
  const members = states.map((id) => ({ id, label: id.replaceAll("_", " ") }));
  model.builder.addDimension({ name: statesOf(declaration.id), kind: "states", members });
  return states;
}

function lowerProbabilities(model: Model, declaration: ChanceDeclaration, states: readonly string[], scope: Scope): NodeId | undefined {
  const { given, precedent, probabilities, judged, id } = declaration;
  if (judged) return lowerJudgedChance(model, declaration, judged);
  if (given) {
    const resolved = resolveTable(model, given, id);
    const rows = given.rows.map((row) => lowerCells(model, declaration, states, row.cells, row.span, { ...scope, draws: 0 }));
    const complete = rows.filter((row) => row !== undefined);
    return resolved && complete.length === rows.length ? assembleTable(model, resolved, complete, given.span) : undefined;
  }
  if (declaration.isWeighed) return lowerWeighed(model, declaration, states);
  if (precedent && probabilities.length === 0) return lowerBaseRate(model, declaration, states, precedent);
  if (probabilities.length === 0) return undefined;
  const first = probabilities[0]!.span;
  const span: Span = { ...first, to: probabilities[probabilities.length - 1]!.span.to };
  return lowerCells(model, declaration, states, probabilities, span, scope);
}

/** The probabilities that the evidence gives the hypotheses; what is amiss with them is reported by the check. */
function lowerWeighed(model: Model, { id }: ChanceDeclaration, states: readonly string[]): NodeId | undefined {
  const sets = competingHypotheses(model.environment.assessment);
  const set = sets.find(({ hypotheses }) => hypotheses.some((hypothesis) => hypothesis.id === states[0]));
  const probabilities = states.map((state) => set?.posteriors?.[set.hypotheses.findIndex((hypothesis) => hypothesis.id === state)]);
  if (probabilities.some((probability) => probability === undefined)) return undefined;
  return model.builder.stack(
    statesOf(id),
    probabilities.map((probability) => model.builder.number(probability!)),
  );
}

function lowerBaseRate(model: Model, declaration: ChanceDeclaration, states: readonly string[], name: NameSyntax): NodeId | undefined {
  const declared = precedentNamed(model, name);
  if (!declared) return undefined;
  if (kindOfClass(declared) !== "cases") {
    model.report(
      wrongKindOfName.at(name.span, {
        name: name.text,
        kind: classWords(declared),
        wanted: "a precedent of cases",
        instead: "Name a precedent that counts yes and no, or write the probabilities.",
      }),
    );
    return undefined;
  }
  if (states.length !== 2) {
    model.report(precedentNeedsTwo.at(declaration.span, { chance: declaration.id, states: states.length }));
    return undefined;
  }
  const rate = model.values.get(name.text);
  if (!rate) return undefined;
  return model.builder.stack(statesOf(declaration.id), [model.builder.apply("subtract", model.builder.number(1), rate.node), rate.node]);
}

function lowerCells(
  model: Model,
  declaration: ChanceDeclaration,
  states: readonly string[],
  cells: readonly Expression[],
  span: Span,
  scope: Scope,
): NodeId | undefined {
  const { builder } = model;
  const isRest = (cell: Expression) => cell.kind === "name" && cell.name === "rest";
  const place = { span: declaration.span, message: `The states of “${declaration.id}” are declared here.` };
  const lowered = cells.map((cell) =>
    isRest(cell) ? undefined : asPlain(model, elaborate(model, scope, cell), cell.span, "A probability")?.node,
  );
  if (cells.length !== states.length) {
    if (cells.some((cell) => cell.kind === "broken")) return undefined;
    model.report(
      missingState.at(span, { chance: declaration.id, expected: states.length, found: cells.length, states: states.join(" | ") }, place),
    );
    return undefined;
  }
  const rests = cells.filter(isRest);
  if (rests.length > 1) {
    model.report(repeatedRest.at(rests[1]!.span, {}));
    return undefined;
  }
  const nodes = lowered.filter((node) => node !== undefined);
  if (nodes.length + rests.length < cells.length || isMixed(model, nodes, span)) return undefined;
  const bad = cells.findIndex(
    (_, index) => lowered[index] !== undefined && builder.fixedValues(lowered[index])?.some((value) => !(value >= 0 && value <= 1)),
  );
  if (bad >= 0) {
    const found = builder.fixedValues(lowered[bad]!)?.find((value) => !(value >= 0 && value <= 1)) ?? 0;
    model.report(probabilityOutOfRange.at(cells[bad]!.span, { found }));
    return undefined;
  }
  if (!addsUp(model, nodes, rests.length > 0, span)) return undefined;
  const sum = nodes.reduce((total, node) => builder.apply("add", total, node), builder.number(0));
  const rest = builder.apply("max", builder.number(0), builder.apply("subtract", builder.number(1), sum));
  return builder.stack(
    statesOf(declaration.id),
    lowered.map((node) => node ?? rest),
  );
}

function addsUp(model: Model, nodes: readonly NodeId[], hasRest: boolean, span: Span): boolean {
  const fixed = nodes.length === 0 ? undefined : fixedCells(model, nodes);
  const sums = fixed?.cells.map((cell) => cell.reduce((total, value) => total + value, 0)) ?? [];
  const wrong = sums.find((sum) => (hasRest ? sum > 1 + tolerance : Math.abs(sum - 1) > tolerance));
  if (wrong === undefined) return true;
  const remedy = hasRest
    ? "They are more than 100 % before “rest”; lower one of them."
    : "Correct one of them, or write “rest” in the place of one.";
  model.report(probabilitiesNotOne.at(span, { sum: wrong, remedy }));
  return false;
}
