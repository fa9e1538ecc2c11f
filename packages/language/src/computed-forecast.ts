/** Forecasts that are bound to the model: what a run says of them, with its standard errors, and whether that has moved. */
import type { Evaluated } from "./evaluated.js";
import type { ForecastValue } from "./ledger/entry.js";

/** What a run says of a forecast. */
export interface ComputedForecast {
  /** Numbers are in the unit of the forecast. */
  readonly value: ForecastValue;
  /** The standard error of each number of the value, in its order: of probabilities, or of the values of quantiles. */
  readonly errors: readonly number[];
}

/** The forecaster under whose name the ledger keeps what was computed. */
export const modelForecaster = "model";

/** What a run says of a forecast; undefined where it is not bound to the model, or could not be computed. */
export function computedForecast(evaluated: Evaluated, id: string): ComputedForecast | undefined {
  const { assessment, lowering, result } = evaluated;
  const declaration = assessment.forecasts.find((forecast) => forecast.id === id);
  const stated = lowering.forecasts.get(id);
  const output = result.outputs.find(({ name }) => name === stated?.computed?.output);
  if (!declaration || !stated?.computed || !output) return undefined;
  const { option } = stated.computed;
  const members = result.dimensions.find(({ name }) => name === "option")?.members ?? [];
  const cell = option === undefined ? 0 : members.findIndex((member) => member.id === option);
  const summary = output.summaries[cell];
  if (!summary || summary.notFinite) return undefined;
  const draws = result.conditioning?.effectiveDraws ?? result.record.draws;
  switch (declaration.form.kind) {
    case "binary": {
      const probability = Math.min(1, Math.max(0, Number(summary.mean.toPrecision(6))));
      const counted = draws * shareOfCondition(evaluated, declaration.probability?.span);
      return Number.isFinite(probability) ? { value: { probability }, errors: [shareError(probability, counted)] } : undefined;
    }
    case "multiple": {
      const chance = assessment.chances.find((each) => each.id === stated.computed?.output);
      const column = output.draws?.[cell];
      if (!chance || !column) return undefined;
      const counts = chance.states.map(() => 0);
      for (const state of column) counts[state] = (counts[state] ?? 0) + 1;
      const shares = new Map(chance.states.map(({ text }, index) => [text, counts[index]! / column.length]));
      const states = declaration.form.states.map(({ text }) => text);
      return {
        value: { probabilities: Object.fromEntries(states.map((state) => [state, shares.get(state) ?? 0])) },
        errors: states.map((state) => shareError(shares.get(state) ?? 0, draws)),
      };
    }
    case "numeric": {
      const scale = stated.unit?.scale ?? 1;
      const quantiles = (summary.quantiles ?? []).map(({ probability, value, error }) => ({
        point: [probability, Number((value / scale).toPrecision(6))] as const,
        error: error / scale,
      }));
      const rises = quantiles.every(({ point }, index) => index === 0 || point[1] > quantiles[index - 1]!.point[1]);
      return quantiles.length > 1 && rises
        ? { value: { quantiles: quantiles.map(({ point }) => point) }, errors: quantiles.map(({ error }) => error) }
        : undefined;
    }
    case "date":
      return undefined;
  }
}

/** Whether any number of a forecast differs from what it was by more than its standard error. */
export function hasMoved(was: ForecastValue, { value, errors }: ComputedForecast): boolean {
  const [before, now] = [numbersOf(was), numbersOf(value)];
  if (before.size !== now.size) return true;
  return [...now].some(([key, number], index) => !(Math.abs(number - (before.get(key) ?? Number.NaN)) <= (errors[index] ?? 0)));
}

function numbersOf(value: ForecastValue): ReadonlyMap<string, number> {
  if ("probability" in value) return new Map([["yes", value.probability]]);
  if ("probabilities" in value) return new Map(Object.entries(value.probabilities));
  return new Map(value.quantiles.map(([share, at]) => [`${share}`, Number(at)]));
}

/** Of a share of so many draws, as if they were independent: with draws from a sequence the true one is smaller. A share that no draw or every draw has is uncertain by one draw. */
function shareError(share: number, draws: number): number {
  const inner = Math.min(1 - 1 / draws, Math.max(1 / draws, share));
  return Math.sqrt((inner * (1 - inner)) / draws);
}

/** How often the condition after `given` holds, where the probability has one. */
function shareOfCondition(
  { lowering, result }: Evaluated,
  span: { readonly file: string; readonly from: number; readonly to: number } | undefined,
): number {
  const condition = lowering.conditions.find(
    (each) => span && each.span.file === span.file && each.span.from >= span.from && each.span.to <= span.to,
  );
  return result.outputs.find(({ name }) => name === condition?.name)?.summaries[0]?.mean ?? 1;
}
