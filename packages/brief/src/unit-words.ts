/** Units as words: `USD/year` becomes `USD a year`, one `people` is a `person`, percentages carry their sign. */
import type { Unit } from "@outweigh/engine";

/** How a unit is shown: divide by `scale`, then add the words that suit the number. */
export interface UnitWords {
  readonly scale: number;
  after(shown: number): string;
}

const singulars: Readonly<Record<string, string>> = {
  people: "person",
  lives: "life",
  children: "child",
  men: "man",
  women: "woman",
  households: "household",
  feet: "foot",
  percent: "%",
};
const plurals: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(singulars).map(([plural, singular]) => [singular, plural])),
  death: "deaths",
  tonne: "tonnes",
  litre: "litres",
  second: "seconds",
  minute: "minutes",
  hour: "hours",
  day: "days",
  week: "weeks",
  month: "months",
  quarter: "quarters",
  year: "years",
  mile: "miles",
  hectare: "hectares",
};
/** Words of users that are their own plural. */
const sameInPlural = new Set(["staff", "cattle", "fish", "sheep", "personnel", "police", "aircraft", "equipment", "capacity"]);
const symbols: Readonly<Record<string, string>> = { km2: "km²", m2: "m²", m3: "m³", km3: "km³", percent: "%", "%": "%" };
const fixed = new Set(["g", "kg", "mg", "t", "m", "km", "ha", "cm", "mm", "l"]);
const spans = new Set(["second", "minute", "hour", "day", "week", "month", "quarter", "year"]);
const numbers = new Set(["", "1", "number", "fraction", "none"]);

function isSymbol(name: string): boolean {
  return fixed.has(name) || name in symbols || /^[A-Z]{2,}\d*$/.test(name);
}

function symbol(name: string): string {
  const currency = /^([A-Z]{3})_?(\d{4})$/.exec(name);
  return currency ? `${currency[1]} (${currency[2]} prices)` : (symbols[name] ?? name);
}

const superscripts: Readonly<Record<string, string>> = { "2": "²", "3": "³" };

/** A name with an exponent, `km^2`, as a symbol or with the exponent behind it. */
function raised(written: string, word: (name: string) => string): string {
  const [name = "", exponent] = written.split("^");
  return exponent === undefined ? word(name) : `${word(name)}${superscripts[exponent] ?? `^${exponent}`}`;
}

function singular(name: string): string {
  if (isSymbol(name)) return symbol(name);
  const known = singulars[name];
  if (known !== undefined) return known;
  if (name in plurals) return name;
  const words = name.replaceAll("_", " ");
  if (/ies$/.test(words)) return words.replace(/ies$/, "y");
  if (/(ches|shes|sses|xes)$/.test(words)) return words.replace(/es$/, "");
  return /[^s]s$/.test(words) ? words.slice(0, -1) : words;
}

function plural(name: string): string {
  if (isSymbol(name)) return symbol(name);
  const words = name.replaceAll("_", " ");
  if (plurals[name] !== undefined) return plurals[name];
  if (words.endsWith("s") || words.length < 4 || name in singulars || sameInPlural.has(name)) return words;
  return /[^aeiou]y$/.test(words) ? words.replace(/y$/, "ies") : /(ch|sh|x)$/.test(words) ? `${words}es` : `${words}s`;
}

function factors(side: string): string[] {
  return side
    .replace(/[()]/g, " ")
    .split(/[*·\s]+/)
    .filter((factor) => !numbers.has(factor));
}

function perWords(name: string): string {
  const one = raised(name, singular);
  if (!spans.has(one)) return `per ${one}`;
  return one === "hour" ? "an hour" : `a ${one}`;
}

/** The words of a unit. A missing unit or a pure number has none. */
export function unitWords(unit: Unit | undefined): UnitWords {
  if (unit === undefined) return { scale: 1, after: () => "" };
  const [above = "", ...below] = unit.text.split("/");
  const numerators = factors(above);
  const per = below.flatMap(factors).map(perWords);
  return {
    scale: unit.scale,
    after: (shown) =>
      [
        ...numerators.map((name, position) =>
          Math.abs(shown) === 1 || position < numerators.length - 1 ? raised(name, singular) : raised(name, plural),
        ),
        ...per,
      ].join(" "),
  };
}

/** The name of a unit for an axis or a column: `USD a year`, `people`. */
export function unitName(unit: Unit | undefined): string {
  return unitWords(unit).after(2);
}

/** A unit without its words, for columns whose head names it; percentages keep their sign. */
export function bareUnit(unit: Unit | undefined): Unit | undefined {
  return unit === undefined || unitName(unit).startsWith("%") ? unit : { ...unit, text: "" };
}

/** A label with its unit: `Cost (USD)`. */
export function withUnit(label: string, unit: Unit | undefined): string {
  const name = unitName(unit);
  return name === "" || name === "%" ? label : `${label} (${name})`;
}

/** The unit of probabilities and shares. */
export const percent: Unit = { scale: 0.01, powers: {}, text: "%" };
