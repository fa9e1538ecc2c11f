/** What the reader of a case wants: thresholds of objectives, and what objectives weigh against each other. */
import type { SwingDeclaration, WeightsDeclaration } from "../assessment.js";
import { mustBeFixed, weightsProblem } from "../diagnostics/model.js";
import { unknownName, wrongKindOfName } from "../diagnostics/names.js";
import type { Swing, SwingWeights, Target } from "../evaluated.js";
import type { NameSyntax, Span } from "../syntax.js";
import { adopt, asNumber, asPlain } from "./combine.js";
import { entityWords } from "./environment.js";
import { elaborate } from "./expression.js";
import { fixedEnds } from "./futures.js";
import { type Model, scopeOf } from "./model.js";
import { standsAlone } from "./stands-alone.js";
import { describeUnit } from "./value.js";

/** The thresholds of each objective that has sound ones. */
export function lowerTargets(model: Model): ReadonlyMap<string, readonly Target[]> {
  const targets = new Map<string, readonly Target[]>();
  for (const { id, targets: declared } of model.environment.assessment.objectives) {
    const own = model.values.get(id);
    if (!own || declared.length === 0) continue;
    const what = `A target of ${id}`;
    const sound = declared.flatMap(({ direction, value: expression, span }): Target[] => {
      if (!standsAlone(model, expression, what)) return [];
      const written = asNumber(model, elaborate(model, scopeOf(`${id}:target`), expression, own.unit), expression.span, what);
      const value = written && adopt(model, written, own.unit, expression.span, what, own.origin);
      const fixed = value && model.builder.fixedNumber(value.node);
      if (value && fixed === undefined) model.report(mustBeFixed.at(expression.span, { what }));
      return fixed === undefined ? [] : [{ direction, value: fixed, unit: own.unit, span }];
    });
    if (sound.length > 0) targets.set(id, sound);
  }
  return targets;
}

/** Every block of weights that can be used; others are reported. */
export function lowerWeights(model: Model): ReadonlyMap<string, SwingWeights> {
  const weights = new Map<string, SwingWeights>();
  for (const declaration of model.environment.assessment.weights) {
    const swings = declaration.swings.map((swing) => readSwing(model, declaration, swing));
    const sound = swings.filter((swing) => swing !== undefined);
    if (sound.length < swings.length || !agrees(model, declaration, sound) || weights.has(declaration.id)) continue;
    weights.set(declaration.id, { swings: sound, ranking: declaration.ranking?.map(({ text }) => text) });
  }
  return weights;
}

function problemIn(model: Model, { id: name }: WeightsDeclaration, span: Span, problem: string, remedy: string): false {
  model.report(weightsProblem.at(span, { name, problem, remedy }));
  return false;
}

/** Whether the swings make one whole: two at least, each objective once, not all without weight, and all of them in the ranking. */
function agrees(model: Model, declaration: WeightsDeclaration, swings: readonly Swing[]): boolean {
  const ids = swings.map(({ objective }) => objective);
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (repeated >= 0) {
    const span = declaration.swings[repeated]?.span ?? declaration.span;
    return problemIn(model, declaration, span, `there are two swings of ${ids[repeated]}`, "Keep one of the two.");
  }
  if (ids.length === 0) return false;
  if (ids.length < 2)
    return problemIn(model, declaration, declaration.span, "they weigh a single objective", "Add a swing of another objective.");
  if (swings.every(({ weight }) => weight !== undefined && weight.high === 0))
    return problemIn(model, declaration, declaration.span, "all of them are 0", "Give the swing that matters most a number such as 100.");
  const { ranking } = declaration;
  if (!ranking) return true;
  const named = ranking.filter((name) => objectiveOf(model, name) !== undefined);
  if (named.length < ranking.length) return false;
  const extra = ranking.find((name, index) => !ids.includes(name.text) || ranking.findIndex(({ text }) => text === name.text) < index);
  if (extra && !ids.includes(extra.text))
    return problemIn(
      model,
      declaration,
      extra.span,
      `${extra.text} is ranked and has no swing`,
      `Add its range: swing ${extra.text} from WORST to BEST.`,
    );
  if (extra) return problemIn(model, declaration, extra.span, `${extra.text} is ranked twice`, "Keep one of the two places.");
  const missing = declaration.swings.find(({ objective }) => !ranking.some(({ text }) => text === objective.text));
  return missing
    ? problemIn(model, declaration, missing.span, `${missing.objective.text} has a swing and no rank`, "Put it into the line “rank”.")
    : true;
}

function objectiveOf(model: Model, { text, span }: NameSyntax) {
  const entity = model.environment.entities.get(text);
  if (entity?.kind === "objective") return entity.declaration;
  const known = model.environment.assessment.objectives.map(({ id }) => id);
  if (entity) {
    const instead = known.length === 0 ? "Declare an objective first." : `Objectives of this case: ${known.join(", ")}.`;
    model.report(wrongKindOfName.at(span, { name: text, kind: entityWords(entity.kind), wanted: "an objective", instead }));
  } else
    model.report(unknownName.at(span, { name: text, near: model.environment.near(text, known), hint: "An objective is wanted here." }));
  return undefined;
}

function readSwing(
  model: Model,
  declaration: WeightsDeclaration,
  { objective: name, swing, worst, best, span }: SwingDeclaration,
): Swing | undefined {
  const objective = objectiveOf(model, name);
  const own = objective && model.values.get(objective.id);
  const ends = own && fixedEnds(model, worst, best, own.unit, `The range of ${name.text}`);
  const weight = swing && readWeight(model, declaration, swing);
  if (!objective || !own || !ends || (swing && !weight)) return undefined;
  const isBetter = objective.sense === "minimise" ? ends.high < ends.low : ends.high > ends.low;
  if (isBetter) return { objective: objective.id, worst: ends.low, best: ends.high, unit: own.unit, weight };
  const words = objective.sense === "minimise" ? "less is better" : "more is better";
  const [first, last] = [model.text(worst.span), model.text(best.span)];
  const problem =
    ends.low === ends.high ? `the swing of ${name.text} has no width` : `of ${name.text}, ${words}, and its swing goes the other way`;
  const remedy =
    ends.low === ends.high
      ? `Write the worst and the best value that is worth comparing, in ${describeUnit(own.unit)}.`
      : `Begin with the worst: from ${last} to ${first}.`;
  problemIn(model, declaration, span, problem, remedy);
  return undefined;
}

function readWeight(model: Model, declaration: WeightsDeclaration, { low, high }: NonNullable<SwingDeclaration["swing"]>): Swing["weight"] {
  const numbers = [low, high].map((end) => {
    const what = "The weight of a swing";
    const value = standsAlone(model, end, what) ? asPlain(model, elaborate(model, scopeOf("weight"), end), end.span, what) : undefined;
    const fixed = value && model.builder.fixedNumber(value.node);
    if (value && fixed === undefined) model.report(mustBeFixed.at(end.span, { what }));
    return fixed;
  });
  const [from, to] = numbers;
  if (from === undefined || to === undefined) return undefined;
  if (from >= 0 && to >= from && Number.isFinite(to)) return { low: from, high: to };
  const span = { ...low.span, to: high.span.to };
  if (!(from >= 0)) problemIn(model, declaration, span, "a weight is below 0", "Turn the swing round, or leave the objective out.");
  else problemIn(model, declaration, span, "a range of weights runs downwards", "Write the smaller weight first.");
  return undefined;
}
