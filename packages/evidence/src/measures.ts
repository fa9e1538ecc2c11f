/** When two figures in words measure the same: units brought to one base, what is counted as a set of words, periods and names. Only what the text says is used. */

/** A unit as written, brought to a base: figures of equal `dimension` times their `factor` can be compared. */
export interface ComparedUnit {
  readonly dimension: string;
  readonly factor: number;
  /** The thing itself where the unit is a noun that counts: `deaths`, `vessels`. */
  readonly noun: string | undefined;
}

const tables: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  share: { "%": 0.01, percent: 0.01, "per cent": 0.01, "‰": 0.001 },
  points: { "percentage points": 1, "percentage point": 1, "percentage-points": 1 },
  mass: { mg: 1e-6, g: 1e-3, gram: 1e-3, kg: 1, kilo: 1, kilogram: 1, kilogramme: 1, t: 1000, ton: 1000, tonne: 1000, "metric ton": 1000 },
  length: {
    mm: 1e-3,
    millimetre: 1e-3,
    cm: 0.01,
    centimetre: 0.01,
    m: 1,
    metre: 1,
    meter: 1,
    km: 1000,
    kilometre: 1000,
    kilometer: 1000,
    mile: 1609.344,
  },
  area: { m2: 1, "m²": 1, ha: 1e4, hectare: 1e4, acre: 4046.8564224, km2: 1e6, "km²": 1e6 },
  volume: { litre: 1, liter: 1, l: 1, kilolitre: 1000, m3: 1000, "m³": 1000, megalitre: 1e6, gigalitre: 1e9, barrel: 158.987294928 },
  power: { W: 1, kW: 1e3, MW: 1e6, GW: 1e9, TW: 1e12, watt: 1, kilowatt: 1e3, megawatt: 1e6, gigawatt: 1e9 },
  energy: { Wh: 1, kWh: 1e3, MWh: 1e6, GWh: 1e9, TWh: 1e12, "kilowatt hour": 1e3, "megawatt hour": 1e6 },
  temperature: { "°C": 1, C: 1, celsius: 1 },
  time: { second: 1 / 86400, minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7, month: 30.4375, year: 365.25, decade: 3652.5 },
};

const currencies: Readonly<Record<string, string>> = {
  $: "USD",
  dollar: "USD",
  "us dollar": "USD",
  "€": "EUR",
  euro: "EUR",
  "£": "GBP",
  pound: "GBP",
  "¥": "JPY",
  yen: "JPY",
  peso: "MXN",
};

/** Reads a unit such as `USD / year`, `tonnes` or `deaths`; undefined when there is none. */
export function compareUnit(unit: string | undefined): ComparedUnit | undefined {
  if (unit === undefined || unit.trim() === "") return undefined;
  const [top = "", ...below] = unit.split(/\s*\/\s*/).map((part) => part.trim());
  const first = simpleUnit(top);
  let factor = first.factor;
  const parts = [first.dimension];
  for (const part of below) {
    const divisor = simpleUnit(part);
    factor /= divisor.factor;
    parts.push(divisor.noun === undefined ? divisor.dimension : `count of ${divisor.noun}`);
  }
  return { dimension: parts.join(" per "), factor, noun: first.noun };
}

function simpleUnit(word: string): ComparedUnit {
  for (const form of [word, word.toLowerCase(), singular(word.toLowerCase())]) {
    for (const [dimension, units] of Object.entries(tables)) {
      if (Object.hasOwn(units, form)) return { dimension, factor: units[form]!, noun: undefined };
    }
    if (Object.hasOwn(currencies, form)) return { dimension: currencies[form]!, factor: 1, noun: undefined };
  }
  if (/^[A-Z]{3}$/.test(word)) return { dimension: word, factor: 1, noun: undefined };
  const noun = singular(word.toLowerCase());
  return { dimension: "count", factor: 1, noun: noun === "people" ? "person" : noun };
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const empty = list(
  "a an the of in on at by for from to into with without within among between per and or as than that which who whom whose this these those its their his her our it they is are was were be been being has have had do does did will would can could may might must shall should not no estimated estimate reported reportedly number total figure amount about around roughly some nearly almost over under more less least most up only all each every year month now today currently alone so far due since during hundred thousand million billion trillion percent per-cent cent euro euros dollar dollars pound pounds said says say",
);

const sameWords: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["death", list("death dead die died dying life fatality killed kill killing casualty")],
  ["person", list("person people resident inhabitant individual")],
  ["cost", list("cost costing price spending spend spent expenditure")],
  ["job", list("job post position")],
  ["home", list("home house household dwelling")],
];

const changes = list(
  "rise rose risen rising increase increased increasing fall fell fallen falling decline declined drop dropped reduction reduced reduce cut growth grow grew grown gain loss lost saving saved change higher lower raised lowered cheaper further additional extra averted",
);
const statistics = list("median average mean maximum minimum highest lowest peak cumulative excess per-capita");

/** What is counted, as words without endings and empty words; `kinds` are those that make another measure of it, such as `rise` and `average`. */
export interface ComparedWords {
  readonly words: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

const mostWords = 24;

/** Reads what a figure counts; persons as a unit say nothing beside words of their own. */
export function compareCounts(counts: string | undefined, unit: string | undefined): ComparedWords {
  const noun = counts !== undefined && unit === "person" ? undefined : unit;
  const words = new Set<string>();
  const kinds = new Set<string>();
  for (const found of `${counts ?? ""} ${noun ?? ""}`.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []) {
    if (words.size >= mostWords) break;
    const word = singular(found);
    if (changes.has(found) || changes.has(word)) kinds.add("change");
    else if (statistics.has(word)) kinds.add(word);
    else if (word.length > 1 && !empty.has(found) && !empty.has(word))
      words.add(sameWords.find(([, group]) => group.has(word))?.[0] ?? word);
  }
  return { words, kinds };
}

/** A word without the ending of the plural or of possession. */
export function singular(word: string): string {
  const bare = word.replace(/['’]s?$/, "");
  if (bare === "lives") return "life";
  if (/(?:ss|us|is)$/.test(bare) || bare.length < 4) return bare;
  if (bare.endsWith("ies")) return `${bare.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|z)es$/.test(bare)) return bare.slice(0, -2);
  return bare.endsWith("s") ? bare.slice(0, -1) : bare;
}

/** A period in years; an open end is infinite. `undefined` when no year is named. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Reads the years of `2022`, `since 2006`, `by 2030`, `from 2009 to 2012`. */
export function readPeriod(year: string | undefined): Period | undefined {
  const years = (year?.match(/(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)/g) ?? []).map(Number);
  if (years.length === 0) return undefined;
  const [from, to] = [Math.min(...years), Math.max(...years)];
  if (from === to && /\b(?:since|after|from)\b/i.test(year!)) return { from, to: Number.POSITIVE_INFINITY };
  return { from, to };
}

/** Whether two periods are one: equal, or from one year on to ends of which one is open, or not stated of one of them. */
export function isOnePeriod(first: Period | undefined, second: Period | undefined): boolean {
  if (first === undefined || second === undefined) return true;
  const isOpen = (period: Period) => period.to === Number.POSITIVE_INFINITY;
  if (first.from !== second.from) return false;
  return first.to === second.to || (isOpen(first) && second.to > second.from) || (isOpen(second) && first.to > first.from);
}

/** Names in a passage: words with a capital that do not begin a sentence, by their first five letters, so that `Mexico` and `Mexican` agree. */
export function namesIn(passage: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const found of passage.matchAll(/(?<=[\p{L}\p{N},;:)\u2019'-]\s)\p{Lu}[\p{L}\p{M}]{2,}/gu)) {
    if (names.size >= mostWords) break;
    names.add(found[0].toLowerCase().slice(0, 5));
  }
  return names;
}
