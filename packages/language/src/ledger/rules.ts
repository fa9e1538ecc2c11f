/** The rules that entries of forecasts keep: what may be forecast, when, and what may come out. Commands refuse what breaks them; in a ledger that was merged or written otherwise it is told. */
import type { ForecastCriteria, ForecastValue, ResolveEntry } from "./entry.js";
import { isDay } from "./entry.js";

/** What is wrong, in words that complete “the forecast NAME …” or stand behind a colon, and what to do instead. */
export interface RuleProblem {
  readonly problem: string;
  readonly remedy: string;
}

const percent = (share: number) => `${Number((100 * share).toPrecision(6))} %`;

/** What keeps a value from being a forecast under these criteria. */
export function valueProblem(value: ForecastValue, criteria: ForecastCriteria): RuleProblem | undefined {
  switch (criteria.type) {
    case "binary":
      return "probability" in value ? undefined : { problem: "it wants one probability of yes", remedy: "Write it like 35 %." };
    case "multiple":
      return "probabilities" in value
        ? statesProblem(value.probabilities, criteria.options ?? [])
        : {
            problem: "it wants a probability for each state",
            remedy: `Write it like: ${(criteria.options ?? []).map((state) => `${state} 10 %`).join(" | ")}`,
          };
    case "numeric":
    case "date":
      return "quantiles" in value
        ? quantilesProblem(value.quantiles, criteria.type)
        : {
            problem: "it wants quantiles",
            remedy: `Write them like: ${criteria.type === "date" ? "10 %: 2027-01-15 | 50 %: 2027-05-01 | 90 %: 2028-02-01" : "5 %: 200 | 50 %: 280 | 95 %: 400"}`,
          };
  }
}

function statesProblem(probabilities: Readonly<Record<string, number>>, states: readonly string[]): RuleProblem | undefined {
  const given = Object.keys(probabilities);
  const foreign = given.find((state) => !states.includes(state));
  if (foreign !== undefined) return { problem: `it has no state “${foreign}”`, remedy: `Its states: ${states.join(", ")}.` };
  const missing = states.find((state) => !Object.hasOwn(probabilities, state));
  if (missing !== undefined)
    return { problem: `the state ${missing} has no probability`, remedy: "Give every state one, 0 % too, or write rest for one of them." };
  const sum = Object.values(probabilities).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) <= 1e-9) return undefined;
  return {
    problem: `the probabilities add up to ${percent(sum)}`,
    remedy: "Correct them so that they add up to 100 %, or write rest for one of them.",
  };
}

function quantilesProblem(
  quantiles: Extract<ForecastValue, { readonly quantiles: unknown }>["quantiles"],
  type: "numeric" | "date",
): RuleProblem | undefined {
  const foreign = quantiles.find(([, value]) => (type === "date" ? !isDay(value) : typeof value !== "number"));
  if (foreign)
    return {
      problem: `“${foreign[1]}” is no ${type === "date" ? "day" : "number"}`,
      remedy: type === "date" ? "Write days like 2027-06-30." : "Write numbers like 1,200.",
    };
  const atEnd = quantiles.find(([share]) => !(share > 0 && share < 1));
  if (atEnd)
    return {
      problem: `a quantile at ${percent(atEnd[0])} says nothing that could be scored`,
      remedy: "Give quantiles between, like 5 % and 95 %.",
    };
  for (const [index, [share, value]] of quantiles.entries()) {
    const last = quantiles[index - 1];
    if (last && !(share > last[0] && value > last[1]))
      return {
        problem: `its quantiles do not rise: ${last[1]} at ${percent(last[0])}, then ${value} at ${percent(share)}`,
        remedy: "Put them in rising order, each probability and each value once.",
      };
  }
  return undefined;
}

/** What keeps an outcome from being one under these criteria. */
export function outcomeProblem(outcome: ResolveEntry["outcome"], criteria: ForecastCriteria): RuleProblem | undefined {
  if (outcome === "ambiguous") return undefined;
  switch (criteria.type) {
    case "binary":
      return outcome === "yes" || outcome === "no"
        ? undefined
        : { problem: `“${outcome}” is no outcome of it`, remedy: "Its outcome is yes, no or ambiguous." };
    case "multiple":
      return (criteria.options ?? []).includes(String(outcome))
        ? undefined
        : { problem: `“${outcome}” is no outcome of it`, remedy: `Its outcome is ${(criteria.options ?? []).join(", ")} or ambiguous.` };
    case "numeric":
      return typeof outcome === "number"
        ? undefined
        : {
            problem: `“${outcome}” is no number`,
            remedy: `Its outcome is a number${criteria.unit ? ` of ${criteria.unit}` : ""}, or ambiguous.`,
          };
    case "date":
      return isDay(outcome)
        ? undefined
        : { problem: `“${outcome}” is no day`, remedy: "Its outcome is a day like 2027-06-30, or ambiguous." };
  }
}

/** What is wrong with forecasting on this day. */
export function dayProblem(day: string, { opens, closes }: ForecastCriteria): RuleProblem | undefined {
  if (opens !== undefined && day < opens)
    return { problem: `it opens on ${opens}, after ${day}`, remedy: `Forecasts are taken from ${opens} to ${closes}.` };
  if (day > closes)
    return { problem: `it closed on ${closes}, before ${day}`, remedy: "Record what came out instead, with: outweigh forecast resolve" };
  return undefined;
}

/** What is wrong with an outcome that was settled on this day. `first` is the day of the first forecast. */
export function settledProblem(on: string, { opens }: ForecastCriteria, first: string | undefined): RuleProblem | undefined {
  if (opens !== undefined && on < opens)
    return {
      problem: `it opened on ${opens}, and was settled before, on ${on}`,
      remedy: "Correct the day. If it was settled so early, annul the forecast.",
    };
  if (first !== undefined && on < first)
    return {
      problem: `its first forecast is of ${first}, and it was settled before, on ${on}`,
      remedy: "Correct the day. If it was settled so early, annul the forecast.",
    };
  return undefined;
}

/** Whether something is a problem rather than what was asked for. */
export function isRuleProblem(value: unknown): value is RuleProblem {
  return typeof value === "object" && value !== null && "problem" in value && "remedy" in value;
}
