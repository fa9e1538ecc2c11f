/**
 * Numbers as a reader meets them: no more digits than the 90 % interval carries, separators of thousands, millions in words, ranges that
 * share their unit. Values come in base units and leave as text.
 */
import type { Unit } from "@outweigh/engine";
import { unitWords } from "./unit-words.js";

const space = "\u00a0";
const minus = "\u2212";

const magnitudes = [
  { exponent: 12, word: "trillion" },
  { exponent: 9, word: "billion" },
  { exponent: 6, word: "million" },
] as const;

interface Magnitude {
  readonly exponent: number;
  readonly word: string;
}

const plain: Magnitude = { exponent: 0, word: "" };

function magnitudeOf(size: number): Magnitude {
  return magnitudes.find((magnitude) => size >= 10 ** magnitude.exponent * 0.9995) ?? plain;
}

function exponentOf(size: number): number {
  return size > 0 ? Math.floor(Math.log10(size) + 1e-9) : 0;
}

function group(digits: string): string {
  const [whole = "", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function roundTo(value: number, place: number): number {
  return place >= 0 ? Math.round(value / 10 ** place) * 10 ** place : Math.round(value * 10 ** -place) / 10 ** -place;
}

function rounded(value: number, place: number, magnitude: Magnitude): string {
  const shifted = roundTo(value, place);
  const decimals = Math.min(Math.max(magnitude.exponent - place, 0), 20);
  const size = Math.abs(shifted) / 10 ** magnitude.exponent;
  if (decimals > 9 && size > 0) return scientific(shifted);
  const digits = group(size.toFixed(decimals));
  return shifted < 0 ? `${minus}${digits}` : digits;
}

function scientific(value: number): string {
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential(1).split("e");
  const raised = exponent.replace("+", "").replace("-", minus);
  return `${value < 0 ? minus : ""}${mantissa} × 10^${raised}`;
}

/** The place (a power of ten) of the last digit that an interval of this width carries: the interval is 8 to 80 of its units wide. */
export function lastPlace(width: number): number {
  return exponentOf(Math.abs(width) / 8);
}

/** How a number is finished: its magnitude word and its unit, joined so that a line never breaks inside. */
function finish(digits: string, magnitude: Magnitude, unit: string): string {
  return [digits, magnitude.word, unit].filter((part) => part !== "").join(space);
}

/** A number that is certain in the model, with up to `digits` significant digits and no idle zeros. */
export function formatExact(value: number, unit: Unit | undefined, digits = 6): string {
  if (!Number.isFinite(value)) return formatUnfinite(value);
  const words = unitWords(unit);
  const shown = value / words.scale;
  const magnitude = magnitudeOf(Math.abs(shown));
  const place = exponentOf(Math.abs(shown)) - (magnitude.word === "" ? digits : Math.min(digits, 4)) + 1;
  const text = rounded(shown, place, magnitude);
  const trimmed = text.includes(".") && !text.includes("×") ? text.replace(/\.?0+$/, "") : text;
  return finish(trimmed, magnitude, words.after(shown));
}

/** A number that is known to the given width (of its 90 % interval, in base units): printed no finer than that. */
export function formatWithin(value: number, width: number, unit: Unit | undefined): string {
  if (!Number.isFinite(value)) return formatUnfinite(value);
  if (!(width > 0)) return formatExact(value, unit);
  const words = unitWords(unit);
  const shown = value / words.scale;
  const place = Math.min(lastPlace(width / words.scale), shown === 0 ? Number.POSITIVE_INFINITY : exponentOf(Math.abs(shown)));
  const magnitude = magnitudeOf(Math.abs(roundTo(shown, place)));
  return finish(rounded(shown, place, magnitude), magnitude, words.after(shown));
}

/** The same in digits alone, without a magnitude in words: for columns in which some numbers are above a million and others below. */
export function formatInDigits(value: number, width: number, unit: Unit | undefined): string {
  if (!Number.isFinite(value)) return formatUnfinite(value);
  const words = unitWords(unit);
  const shown = value / words.scale;
  return finish(rounded(shown, lastPlace(width / words.scale), plain), plain, words.after(shown));
}

/** A statistic of which only the value is known: three significant digits. */
export function formatStatistic(value: number, unit: Unit | undefined): string {
  return formatExact(value, unit, 3);
}

function formatUnfinite(value: number): string {
  return Number.isNaN(value) ? "not a number" : value > 0 ? "infinite" : `${minus}infinite`;
}

/** A median with its 90 % interval, in base units. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

interface EstimateText {
  /** The median with its unit. */
  readonly middle: string;
  /** The interval with its unit: `20 to 30 billion USD a year`. */
  readonly interval: string;
  /** Both: `24 (20 to 30) billion USD a year`. */
  readonly both: string;
}

/** The words for an estimate. All three numbers share one magnitude and stop at the digit that the interval carries. */
export function formatEstimate(estimate: Estimate, unit: Unit | undefined): EstimateText {
  const words = unitWords(unit);
  const values = [estimate.low, estimate.median, estimate.high].map((value) => value / words.scale);
  const [low = 0, median = 0, high = 0] = values;
  if (!values.every(Number.isFinite)) {
    const bad = formatUnfinite(values.find((value) => !Number.isFinite(value)) ?? Number.NaN);
    return { middle: bad, interval: bad, both: bad };
  }
  if (high === low) {
    const text = formatExact(estimate.median, unit);
    return { middle: text, interval: text, both: text };
  }
  const crosses = low < 0 && high > 0;
  const place = lastPlace(high - low);
  const leading = roundTo(median, place);
  const magnitude = magnitudeOf(crosses || leading === 0 ? Math.max(Math.abs(low), Math.abs(high)) : Math.abs(leading));
  const digits = (value: number) => {
    const least = exponentOf(Math.abs(value)) - 1;
    return value !== 0 && !crosses && least < place ? trimZeros(rounded(value, least, magnitude)) : rounded(value, place, magnitude);
  };
  const [lowText, middleText, highText] = [digits(low), digits(median), digits(high)];
  const interval = `${lowText}${space}to${space}${highText}`;
  return {
    middle: finish(middleText, magnitude, words.after(median)),
    interval: finish(interval, magnitude, words.after(high)),
    both: finish(`${middleText} (${interval})`, magnitude, words.after(high)),
  };
}

function trimZeros(text: string): string {
  return text.includes(".") && !text.includes("×") ? text.replace(/\.?0+$/, "") : text;
}

/** A probability as a whole percentage; never `0 %` or `100 %` unless it is exactly so. */
export function formatProbability(probability: number): string {
  if (!Number.isFinite(probability)) return formatUnfinite(probability);
  const percent = probability * 100;
  if (percent > 0 && percent < 1) return `under${space}1${space}%`;
  if (percent < 100 && percent > 99) return `over${space}99${space}%`;
  return `${Math.round(percent)}${space}%`;
}

/** The same in the least room, for figures and tables: `<1 %`, `63 %`. */
export function formatProbabilityShort(probability: number): string {
  return formatProbability(probability).replace(`under${space}`, "<").replace(`over${space}`, ">");
}

/** A probability with its Monte Carlo standard error in percentage points, for tables: `63 % ± 0.5`, and `<0.1 %` where no error can be told. */
export function formatProbabilityWithError(probability: number, error: number): string {
  const percent = probability * 100;
  if (!(error > 1e-9) || !Number.isFinite(probability)) return formatProbabilityShort(probability);
  if (percent < 0.05) return `<0.1${space}%`;
  if (percent >= 99.95) return `>99.9${space}%`;
  const share = percent < 1 || percent > 99 ? `${percent.toFixed(1)}${space}%` : formatProbability(probability);
  return `${share} ±${space}${Math.max(error * 100, 0.1).toFixed(1)}`;
}

/** A range of probabilities: `55 to 70 %`. */
export function formatProbabilityRange(low: number, high: number): string {
  const ends = [low, high].map((end) => `${Math.round(end * 1000) / 10}`);
  return `${ends[0]} to ${ends[1]}${space}%`;
}

/** A whole count: `10,000`. */
export function formatCount(count: number): string {
  return group(String(Math.round(count)));
}
