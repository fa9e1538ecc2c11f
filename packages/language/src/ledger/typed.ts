/** Forecasts and outcomes as people type them: `35 %`, `none 60 % | local rest`, `5 %: 200 | 50 %: 280 | 95 %: 400`, `2027-06-30`. */
import { dayOfDate } from "../calendar.js";
import { nearNames } from "../near.js";
import { typedNumber } from "../typed-number.js";
import type { ForecastCriteria, ForecastValue, LedgerQuantile } from "./entry.js";
import { isDay } from "./entry.js";
import { outcomeProblem, type RuleProblem, valueProblem } from "./rules.js";

/** A forecast under these criteria, or what is wrong with it. Probabilities may be written `35 %`, `35%` or `0.35`. */
export function typedForecast(text: string, criteria: ForecastCriteria): ForecastValue | RuleProblem {
  const plain = text
    .replace(/[\u00a0\u202f\s]+/g, " ")
    .replace(/per ?cent\b/g, "%")
    .trim();
  const value =
    criteria.type === "binary"
      ? typedYes(plain)
      : criteria.type === "multiple"
        ? typedStates(plain, criteria)
        : typedQuantiles(plain, criteria);
  if ("problem" in value) return value;
  return valueProblem(value, criteria) ?? value;
}

/** A probability from 0 to 1: `35 %`, `35%`, `0.35`. */
export function typedProbability(text: string): number | RuleProblem {
  const match = /^(-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?) ?(%?)$/.exec(text.trim().replace(/^−/, "-"));
  if (!match)
    return /\d,\d/.test(text)
      ? { problem: `“${text}” has a comma within a number`, remedy: "Write a decimal point, like 33.3 %." }
      : { problem: `“${text}” is no probability`, remedy: "Write it like 35 %, 35% or 0.35." };
  const share = Number(match[1]) / (match[2] ? 100 : 1);
  if (share >= 0 && share <= 1) return Number(share.toPrecision(12));
  return match[2] || share < 0 || share > 100
    ? { problem: `“${text}” is no probability: those go from 0 % to 100 %`, remedy: "Write it like 35 %, 35% or 0.35." }
    : { problem: `“${text}” is no probability from 0 to 1`, remedy: `If per cent are meant, write ${match[1]} %.` };
}

function typedYes(text: string): ForecastValue | RuleProblem {
  const probability = typedProbability(text);
  return typeof probability === "number" ? { probability } : probability;
}

function typedStates(text: string, { options = [] }: ForecastCriteria): ForecastValue | RuleProblem {
  const sample = {
    problem: `“${text}” is not a probability for each state`,
    remedy: `Write it like: ${options.map((state, index) => `${state} ${index === options.length - 1 ? "rest" : "20 %"}`).join(" | ")}`,
  };
  if (/\d,\d/.test(text)) return { problem: `“${text}” has a comma within a number`, remedy: "Write a decimal point, like 33.3 %." };
  const tokens = [...text.matchAll(/[\p{L}_][\p{L}\p{M}\p{N}_.]*|-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)? ?%?|[^\s]/gu)].map(
    ([token]) => token,
  );
  const read: [string, number | undefined][] = [];
  let named: string | undefined;
  for (const token of tokens) {
    if (/^[|;,:=]$/.test(token)) continue;
    const isName = /^[\p{L}_]/u.test(token) && !(token === "rest" && (named !== undefined || !options.includes("rest")));
    if (isName) {
      if (named !== undefined) return sample;
      if (!options.includes(token)) {
        const near = nearNames(token, options);
        return {
          problem: `there is no state “${token}”${near === "" ? "" : `; nearest: ${near}`}`,
          remedy: `Its states: ${options.join(", ")}.`,
        };
      }
      named = token;
      continue;
    }
    const share = token === "rest" ? undefined : typedProbability(token);
    if (typeof share === "object") return share;
    const state = named ?? options[read.length];
    if (state === undefined) return sample;
    if (read.some(([other]) => other === state))
      return { problem: `the state ${state} has two probabilities`, remedy: "Leave one of the two out." };
    read.push([state, share]);
    named = undefined;
  }
  const rests = read.filter(([, share]) => share === undefined);
  if (named !== undefined || read.length === 0) return sample;
  if (rests.length > 1) return { problem: "two states take the rest", remedy: "Give one of them a probability of its own." };
  const sum = read.reduce((total, [, share]) => total + (share ?? 0), 0);
  if (rests.length === 1 && sum > 1 + 1e-9)
    return {
      problem: `the probabilities add up to ${Number((100 * sum).toPrecision(6))} % without the rest`,
      remedy: "Correct them so that they add up to 100 %.",
    };
  const rest = Math.max(0, Number((1 - sum).toPrecision(12)));
  const shares = new Map(read.map(([state, share]) => [state, share ?? rest]));
  return { probabilities: Object.fromEntries(options.flatMap((state) => (shares.has(state) ? [[state, shares.get(state)!]] : []))) };
}

function typedQuantiles(text: string, criteria: ForecastCriteria): ForecastValue | RuleProblem {
  const items = text
    .split(/\s*[|;]\s*|,\s*(?=(?:\d+(?:\.\d+)?|\.\d+) ?%? ?[:=])|\s+(?=(?:\d+(?:\.\d+)?|\.\d+) ?%? ?[:=])/)
    .filter((item) => item !== "");
  const quantiles: LedgerQuantile[] = [];
  for (const item of items) {
    const [, share = "", value = ""] = /^((?:\d+(?:\.\d+)?|\.\d+) ?%?) ?[:= ] ?(.+)$/.exec(item) ?? [];
    if (share === "")
      return {
        problem: `“${item}” is no quantile`,
        remedy: `Write quantiles like: ${criteria.type === "date" ? "10 %: 2027-01-15 | 50 %: 2027-05-01 | 90 %: 2028-02-01" : "5 %: 200 | 50 %: 280 | 95 %: 400"}`,
      };
    const probability = typedProbability(share);
    const found = typedValue(value, criteria);
    if (typeof probability === "object") return probability;
    if (typeof found === "object") return found;
    quantiles.push([probability, found]);
  }
  return { quantiles };
}

/** A number in the unit of the criteria, or a day. */
function typedValue(text: string, { type, unit }: ForecastCriteria): number | string | RuleProblem {
  if (type === "date") return typedDay(text);
  const value = typedNumber(text, unit ?? "");
  return (
    value ?? {
      problem: `“${text}” is no number${unit ? ` of ${unit}` : ""}`,
      remedy: `Write it like 1,200 or 1.5 million${unit ? `, in ${unit}` : ""}.`,
    }
  );
}

/** A day of the calendar. */
export function typedDay(text: string): string | RuleProblem {
  const day = text.trim();
  if (isDay(day)) return day;
  const isForm = /^\d{4}-\d{2}-\d{2}$/.test(day) && dayOfDate(day) === undefined;
  return {
    problem: isForm ? `there is no day ${day}` : `“${day}” is no day`,
    remedy: "Write days like 2027-06-30: the year, the month, the day.",
  };
}

/** An outcome under these criteria, or what is wrong with it. */
export function typedOutcome(text: string, criteria: ForecastCriteria): string | number | RuleProblem {
  const plain = text.trim();
  if (/^(ambiguous|unclear)$/i.test(plain) && !(criteria.options ?? []).includes(plain)) return "ambiguous";
  if (criteria.type === "binary" && /^(yes|no)$/i.test(plain)) return plain.toLowerCase();
  if (criteria.type === "multiple") {
    const options = criteria.options ?? [];
    if (options.includes(plain)) return plain;
    const near = nearNames(plain, options);
    return {
      problem: `“${plain}” is no outcome of it${near === "" ? "" : `; nearest: ${near}`}`,
      remedy: `Its outcome is ${options.join(", ")} or ambiguous.`,
    };
  }
  const value = criteria.type === "binary" ? plain : typedValue(plain, criteria);
  if (typeof value === "object") return value;
  return outcomeProblem(value, criteria) ?? value;
}
