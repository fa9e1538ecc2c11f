/** The JSON form of experts' judgements: what each said, the curve fitted to it, weights and pools. Numbers are in the unit of what is judged, beside it. */
import type { Compiled, ExpertView, JudgedCurve } from "@outweigh/language";

/** The member `judged` of a run or of analyses, and `expert` where the case is on the numbers of one alone; nothing where no expert judges. */
export function judgedJson({ lowering, expertAlone, assessment }: Compiled) {
  const { judged, dependences } = lowering;
  const alone = expertAlone ? { expert: expertAlone } : {};
  if (judged.size === 0) return alone;
  return {
    ...alone,
    judged: [...judged.values()].map(({ id, kind, unit, pool, weights, extremisedBy, cells, seedScores }) => ({
      id,
      kind,
      unit: unit ? { text: unit.text, scale: unit.scale } : null,
      ...(kind === "chance" ? { states: assessment.chances.find((chance) => chance.id === id)?.states.map(({ text }) => text) ?? [] } : {}),
      pool,
      weights,
      ...(extremisedBy === undefined ? {} : { extremisedBy }),
      cells: cells.map(({ under, views, earlier, pooled, states, linear }) => ({
        ...(under === undefined ? {} : { under }),
        judgements: views.map(viewJson),
        ...(earlier.length > 0 ? { earlier: earlier.map(viewJson) } : {}),
        ...(pooled ? { pooled: { ...curveJson(pooled), within: finite(pooled.within), between: finite(pooled.between) } } : {}),
        ...(states ? { pooled: { probabilities: states, linear } } : {}),
      })),
      ...(seedScores ? { seedScores } : {}),
    })),
    ...(dependences.length > 0 ? { dependences } : {}),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function curveJson({ mean, sd, quantiles }: JudgedCurve) {
  return {
    mean: finite(mean),
    sd: finite(sd),
    quantiles: quantiles.map(({ probability, value }) => ({ probability, value: finite(value) })),
  };
}

function viewJson({ expert, judgement, round, weight, fit, states }: ExpertView) {
  return {
    expert,
    judgement,
    round,
    weight,
    ...(states ? { probabilities: states } : {}),
    ...(fit
      ? {
          said: fit.probabilities.map((probability, index) => ({ probability, value: fit.values[index]!, fitted: fit.fitted[index]! })),
          lower: fit.lower ?? null,
          upper: fit.upper ?? null,
          isAssumedPositive: fit.isAssumedPositive,
          fit: { family: fit.family, isChosen: fit.isChosen, squares: fit.squares, beyondLimits: fit.beyondLimits, ...curveJson(fit) },
        }
      : {}),
  };
}
