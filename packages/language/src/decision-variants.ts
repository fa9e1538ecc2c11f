/** What a case says beside its model that analyses take up: weights, studies, named futures, ranges without probabilities, evidence that could be missing, and decisions about when. */
import {
  type Decision,
  type DecisionTiming,
  type DecisionWeights,
  type DecisionWithout,
  sameDimensions,
  type Weights,
} from "@outweigh/engine";
import type { AssumptionDeclaration } from "./assessment.js";
import { compileScenario, valuesOfFutures, valuesOfScenario } from "./compile.js";
import { decisionAlone } from "./decision-model.js";
import type { Compiled, SwingWeights } from "./evaluated.js";
import { withExpert } from "./expert-alone.js";
import { sittingsOf } from "./panels.js";
import { timedChoice } from "./timed-choices.js";
import { type KnownModels, withdraw } from "./withdraw.js";
import { readWithdrawal, type Withdrawal } from "./withdrawals.js";

/** The weights of the case, for objectives that are compared. */
export function preferencesOf({ assessment, lowering }: Compiled): Pick<Decision, "weights"> {
  const places = new Map(assessment.objectives.map(({ id }, place) => [id, place]));
  return {
    weights: assessment.weights.flatMap(({ id, label }): readonly DecisionWeights[] => {
      const stated = lowering.weights.get(id);
      if (stated === undefined || stated.swings.some(({ objective }) => !places.has(objective))) return [];
      const levels = stated.swings.map(({ worst, best }) => ({ worst, best }));
      return [
        { name: id, label, places: stated.swings.map(({ objective }) => places.get(objective)!), weights: weightsOf(stated), levels },
      ];
    }),
  };
}

function weightsOf({ swings, ranking }: SwingWeights): Weights {
  if (ranking !== undefined) return { kind: "ranks", ranks: swings.map(({ objective }) => ranking.indexOf(objective)) };
  const bounds = swings.map(({ weight }) => [weight?.low ?? 0, weight?.high ?? 0] as const);
  return bounds.every(([low, high]) => low === high)
    ? { kind: "fixed", swings: bounds.map(([low]) => low) }
    : { kind: "ranges", ranges: bounds };
}

/** The studies of the case. A cost can be set against the first objective where both are in one unit. */
export function studiesOf({ assessment, lowering }: Compiled, { graph, objectives }: Decision): Pick<Decision, "studies"> {
  const nodes = new Map(graph.outputs.map(({ name, node }) => [name, node]));
  const unit = lowering.units.get(objectives[0]?.name ?? "");
  return {
    studies: assessment.studies.flatMap(({ id, label }) => {
      const stated = lowering.studies.get(id);
      const node = nodes.get(stated?.of ?? "");
      if (stated === undefined || node === undefined) return [];
      const { of, study, cost } = stated;
      return [{ name: id, label, of, node, study, ...(cost && unit && sameDimensions(cost.unit, unit) ? { cost: cost.value } : {}) }];
    }),
  };
}

/** The decision under the scenarios and over the ranges of the case, without parts of its evidence, and the moments that may be chosen. */
export function variantsOf(whole: Compiled): Pick<Decision, "scenarios" | "experts" | "futures" | "without" | "timings"> {
  const { assessment, lowering } = whole;
  const compiled = modelOf(whole);
  const labelOf = (id: string) => assessment.quantities.find((quantity) => quantity.id === id)?.label ?? id;
  return {
    scenarios: assessment.scenarios.flatMap(({ id, label }) => {
      const values = valuesOfScenario(whole, id);
      return values === undefined ? [] : [{ name: id, label, make: () => decisionAlone(compileScenario(compiled, values)) }];
    }),
    experts: experts(compiled),
    futures: assessment.futures.flatMap(({ id, label }) => {
      const [values, known] = [valuesOfFutures(whole, id), lowering.futures.get(id)];
      if (values === undefined || known === undefined) return [];
      const ranges = known.ranges.map(({ quantity, low, high }) => ({ input: quantity, label: labelOf(quantity), low, high }));
      return [{ name: id, label, cases: known.cases, ranges, make: () => decisionAlone(compileScenario(compiled, values)) }];
    }),
    without: withouts(compiled),
    timings: timings(compiled),
  };
}

/** The case without what its decision does not rest on: a variant is lowered anew, and of that nothing more is asked. */
function modelOf(compiled: Compiled): Compiled {
  const none = { inlines: [], checks: [], forecasts: [], indicators: [], futures: [], studies: [], weights: [] } as const;
  return { ...compiled, assessment: { ...compiled.assessment, ...none } };
}

/** The decision on each expert's numbers alone, where there are two or more. */
function experts(compiled: Compiled): NonNullable<Decision["experts"]> {
  if (compiled.expertAlone) return [];
  const found = compiled.assessment.experts.flatMap(({ id, label }) => {
    const judged = sittingsOf(compiled.assessment).some(({ judgements }) => judgements.some(({ by }) => by.text === id));
    return judged ? [{ name: id, label, make: () => decisionAlone(withExpert(compiled, id) ?? compiled) }] : [];
  });
  return found.length > 1 ? found : [];
}

function timings(compiled: Compiled): readonly DecisionTiming[] {
  const { assessment, lowering } = compiled;
  if (lowering.graph.time === undefined) return [];
  return assessment.timings.map((timing) => ({
    name: timing.id,
    label: timing.label,
    objective: timing.objective.text,
    sense: assessment.objectives.find(({ id }) => id === timing.objective.text)?.sense ?? "minimise",
    starts: timing.starts.text,
    option: timing.option.text,
    known: timing.known.map(({ text }) => text),
    make: ({ seed, draws, sampling }) => timedChoice(compiled, timing, { seed, draws, ...(sampling === undefined ? {} : { sampling }) }),
  }));
}

/** Grades below which claims are left out, one source after another, one speaker after another, and each rival claim taken instead. */
function withouts(compiled: Compiled): readonly DecisionWithout[] {
  const { claims, sources, quantities } = compiled.assessment;
  const used = new Set(claims.map(({ source }) => source));
  const judging = new Set(sittingsOf(compiled.assessment).flatMap(({ judgements }) => judgements.map(({ by }) => by.text)));
  const speakers = new Set([
    ...claims.flatMap(({ saidBy }) => (saidBy === undefined ? [] : [saidBy])),
    ...compiled.assessment.experts.flatMap(({ id, label }) => (judging.has(id) ? [label] : [])),
  ]);
  const rivals = new Set(
    quantities.flatMap(({ instead }) =>
      instead.flatMap(({ because }) => because.flatMap((reason) => (reason.kind === "reference" ? [reason.id] : []))),
    ),
  );
  const grades = claims.some(({ grade }) => grade !== undefined) ? ["grade < B2", "grade < C3"] : [];
  const known: KnownModels = new Map();
  const one = (kind: DecisionWithout["kind"], name: string, label: string, written: string): readonly DecisionWithout[] => {
    const read = readWithdrawal(compiled.assessment, written);
    return read.kind === "mistake" ? [] : [{ kind, name, label, make: () => madeWithout(compiled, read, known) }];
  };
  const label = (id: string) => claims.find((claim) => claim.id === id)?.label ?? id;
  return [
    ...grades.flatMap((written) => one("grade", written, written, written)),
    ...sources.filter(({ id }) => used.has(id)).flatMap((source) => one("source", source.id, source.label, `source:${source.id}`)),
    ...[...speakers].flatMap((name) => one("speaker", name, name, `said by:"${name}"`)),
    ...compiled.assessment.assumptions.flatMap((assumption) => wrongAssumption(compiled, assumption)),
    ...[...rivals].filter((id) => claims.some((claim) => claim.id === id)).flatMap((id) => one("instead", id, label(id), `instead:${id}`)),
  ];
}

/** The case as if a key assumption were false: whether the answer turns on it is what makes it a linchpin. */
function wrongAssumption(compiled: Compiled, { id, label, ifWrong }: AssumptionDeclaration): readonly DecisionWithout[] {
  if (ifWrong.length === 0) return [];
  const values = new Map(ifWrong.map(({ quantity, value }) => [quantity.text, { kind: "value", value } as const]));
  const labelOf = (name: string) => compiled.assessment.quantities.find((quantity) => quantity.id === name)?.label ?? name;
  const changes = ifWrong.map(({ quantity }) => ({ name: quantity.text, label: labelOf(quantity.text), how: "instead" as const }));
  return [{ kind: "assumption", name: id, label, make: () => ({ decision: decisionAlone(compileScenario(compiled, values)), changes }) }];
}

function madeWithout(compiled: Compiled, withdrawal: Withdrawal, known: KnownModels): ReturnType<DecisionWithout["make"]> {
  const { compiled: without, report } = withdraw(compiled, [withdrawal], known);
  const changes = report.changes.flatMap(({ id, label, how }) => (how === "kept" ? [] : [{ name: id, label, how }]));
  return { decision: decisionAlone(without), changes };
}
