/** Forecasts, outcomes and standings in words, for the terminal and the brief. */
import type { ForecastCriteria, ForecastValue } from "./entry.js";
import type { ForecastState } from "./states.js";

/** `35 %`, `0.4 %`, `99.7 %`: whole percents between 1 and 99, one more digit outside. */
export function shareWords(share: number): string {
  const percent = 100 * share;
  const digits = percent === 0 || percent === 100 || (percent >= 1 && percent <= 99) ? 0 : percent < 0.1 || percent > 99.9 ? 2 : 1;
  const rounded = percent.toFixed(digits);
  if (share > 0 && Number(rounded) === 0) return "< 0.01 %";
  if (share < 1 && Number(rounded) === 100) return "> 99.99 %";
  return `${rounded} %`;
}

/** A number with four significant digits and commas at the thousands; a day as it is. */
export function quantityWords(value: number | string): string {
  if (typeof value === "string") return value;
  const rounded = Number(value.toPrecision(4));
  const [whole = "", part] = Math.abs(rounded).toString().split(".");
  if (whole.includes("e")) return `${rounded}`;
  return `${rounded < 0 ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part === undefined ? "" : `.${part}`}`;
}

/** All of a forecast: `35 %`; `none 60 %, local 40 %`; `5 %: 200 | 50 %: 280 | 95 %: 400 deaths`. */
export function forecastWords(value: ForecastValue, { unit, options }: Pick<ForecastCriteria, "unit" | "options">): string {
  if ("probability" in value) return shareWords(value.probability);
  if ("probabilities" in value) {
    const place = (state: string) => options?.indexOf(state) ?? 0;
    return Object.entries(value.probabilities)
      .toSorted(([one], [other]) => place(one) - place(other))
      .map(([state, share]) => `${state.replaceAll("_", " ")} ${shareWords(share)}`)
      .join(", ");
  }
  const points = value.quantiles.map(([share, at]) => `${shareWords(share)}: ${quantityWords(at)}`).join(" | ");
  return unit ? `${points} ${unit}` : points;
}

/** The most of it in few words: of several states the likeliest, of quantiles the middle one with the ends. */
export function briefWords(value: ForecastValue, { unit }: Pick<ForecastCriteria, "unit">): string {
  if ("probability" in value) return shareWords(value.probability);
  if ("probabilities" in value) {
    const [first] = Object.entries(value.probabilities).toSorted(([, one], [, other]) => other - one);
    return first ? `${first[0].replaceAll("_", " ")} ${shareWords(first[1])}` : "";
  }
  const { quantiles } = value;
  const middle = quantiles.toSorted(([one], [other]) => Math.abs(one - 0.5) - Math.abs(other - 0.5))[0];
  const [low, high] = [quantiles[0], quantiles.at(-1)];
  if (!middle || !low || !high) return "";
  const range = quantiles.length > 1 ? ` (${quantityWords(low[1])} to ${quantityWords(high[1])})` : "";
  return `${quantityWords(middle[1])}${range}${unit ? ` ${unit}` : ""}`;
}

/** How a forecast stands, with its outcome: `open`, `resolved: yes on 2026-11-02`. */
export function standingWords({ standing, outcome, on, criteria }: ForecastState): string {
  if (standing === "resolved") {
    const words =
      typeof outcome === "number"
        ? `${quantityWords(outcome)}${criteria.unit ? ` ${criteria.unit}` : ""}`
        : (outcome ?? "").replaceAll("_", " ");
    return `${words} on ${on}`;
  }
  return standing === "ambiguous" ? `ambiguous on ${on}` : standing;
}
