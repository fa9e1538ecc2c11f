/** A candidate as a block of the notation, ready to be read, changed and accepted by an analyst. */
import { blockText, quotedText } from "./block-text.js";
import type { AttributionFeature, Candidate, Feature, FigureFeature } from "./candidate.js";
import { gradeReasons } from "./suggest-grade.js";

/** The names that the block is to carry: both as the notation writes names. `quantityName` is that of the first suggested quantity, else made from the claim's; further ones are numbered. `grade` is the analyst's, where one was given; else the suggested one. */
export interface NotationNames {
  readonly sourceName: string;
  readonly claimName: string;
  readonly quantityName?: string | undefined;
  readonly grade?: string | undefined;
}

/** A claim, and a quantity for each figure that names a number; without a line break at its end. */
export interface CandidateNotation {
  readonly claim: string;
  /** Each parses and checks next to the claim. How a range is read is an assumption, and its note says so. */
  readonly quantities: readonly string[];
  /** Units that the quantities need declared, once in the case: `unit incidents`. */
  readonly units: readonly string[];
}

const mostReasons = 4;

/** Writes a candidate in the notation. The quote is exactly the passage; grade and quantities are suggestions and say so. */
export function toNotation(candidate: Candidate, { sourceName, claimName, quantityName, grade }: NotationNames): CandidateNotation {
  const speakers = candidate.features.filter(
    (feature): feature is AttributionFeature => feature.kind === "attribution" && feature.speaker !== "",
  );
  const isOne = new Set(speakers.map((each) => each.speaker)).size === 1;
  const speaker = isOne ? speakers[0] : undefined;
  const { suggestedBy } = candidate;
  const claim = blockText({
    head: `claim ${claimName} from ${sourceName}`,
    fields: [
      ["quote", quotedText(candidate.quote)],
      ...(speaker ? ([["said by", quotedText(saidBy(speaker))]] as const) : []),
      ["grade", grade ?? candidate.credibility.grade],
      ...(suggestedBy === undefined ? [] : ([["suggested by", quotedText(suggestedBy)]] as const)),
      ["note", quotedText(noteOf(candidate))],
    ],
  });
  const figures = candidate.features.filter(
    (feature): feature is FigureFeature => feature.kind === "figure" && (feature.low ?? feature.high) !== null,
  );
  const base = quantityName ?? `${claimName}_figure`;
  const suggested = figures.map((figure, index) => quantityOf(figure, claimName, index === 0 ? base : `${base}_${index + 1}`));
  return {
    claim,
    quantities: suggested.map(({ text }) => text),
    units: [...new Set(suggested.flatMap(({ unit }) => (unit === undefined ? [] : [unit])))],
  };
}

/** "Dr. Elena Marquez, security analyst, Georgetown University". */
function saidBy({ speaker, body }: AttributionFeature): string {
  return body === undefined || speaker.includes(body) ? speaker : `${speaker}, ${body}`;
}

function noteOf({ credibility, under }: Candidate): string {
  const reasons = new Map<string, string[]>();
  for (const { code, words } of credibility.reasons) reasons.set(code, [...(reasons.get(code) ?? []), ...(words === "" ? [] : [words])]);
  const said = [...reasons].slice(0, mostReasons).map(([code, words]) => {
    const reason = gradeReasons[code] ?? code;
    return words.length === 0 ? reason : `${reason} (${words.slice(0, 2).join("; ")})`;
  });
  const place = under.at(-1);
  return `Rules suggest grade ${credibility.grade}, to be judged: ${said.join("; ")}.${place === undefined ? "" : ` Stands under: ${place}`}`;
}

const unitName = /^(?:[A-Za-z][A-Za-z0-9]*|%)$/;
const builtIn = new Set(
  "year years quarter month months week weeks day days hour hours minute minutes second seconds people person deaths death % kg g mg tonnes tonne m km cm mm miles mile m2 km2 ha hectare hectares m3 km3 litres litre kWh MWh GWh TWh kW MW GW".split(
    " ",
  ),
);
/** Words of formulas, which no unit can be called. */
const formulaWords = new Set(
  "if then else and or not is to as at in over because given worse better than time total final mean median min max sum round floor ceil exp ln sqrt abs rest otherwise step ramp lag clamp".split(
    " ",
  ),
);
const currency = /^[A-Z]{3}$/;

interface Suggested {
  readonly text: string;
  readonly unit: string | undefined;
}

function quantityOf(figure: FigureFeature, claimName: string, name: string): Suggested {
  const [measure = "1", ...per] = (figure.unit ?? "1").split(" / ");
  const isName = unitName.test(measure) && !formulaWords.has(measure);
  const own = isName && !builtIn.has(measure) && !currency.test(measure) ? measure : undefined;
  const known = measure === "1" || isName ? measure : "1";
  const unit = [known, ...per].join("/");
  const low = figure.low;
  const high = figure.high;
  const label = quotedText([figure.counts, figure.year].filter((part) => part !== undefined).join(", ") || figure.text);
  const [value, reading] = readingOf(low, high, figure);
  const text = blockText({
    head: `quantity ${name} ${label} : ${unit} = ${value}`,
    fields: [
      ["because", claimName],
      ["note", quotedText(reading)],
    ],
  });
  return { text, unit: own };
}

/** The value, and how the figure was read: every reading is an assumption. */
function readingOf(low: number | null, high: number | null, { text, hedges }: FigureFeature): readonly [string, string] {
  if (low !== null && high !== null && low < high) {
    const shape = low > 0 ? "lognormal" : "normal";
    return [
      `${number(low)} to ${number(high)} as ${shape}`,
      `Assumption: the range ${text} is read as a 90 % interval with the shape ${shape}; the source says neither.`,
    ];
  }
  const value = number((low ?? high)!);
  if (low === null)
    return [value, `The source gives only an upper bound (${[...hedges, text].join(" ")}): this is the bound and no estimate.`];
  if (high === null)
    return [value, `The source gives only a lower bound (${[...hedges, text].join(" ")}): this is the bound and no estimate.`];
  const firm = hedges.length === 0 ? "" : `, though it says ${hedges.join(", ")}`;
  return [value, `A single number as the source has it${firm}; how uncertain it is, the source does not say.`];
}

const words: readonly (readonly [number, string])[] = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];

/** A number as the notation writes it: `20 billion`, `2,400`, `0.5`. */
function number(value: number): string {
  const size = Math.abs(value);
  for (const [factor, word] of words) {
    const part = value / factor;
    if (size >= factor && Number(part.toPrecision(6)) * factor === value) return `${plain(Number(part.toPrecision(6)))} ${word}`;
  }
  return plain(value);
}

function plain(value: number): string {
  const [whole = "0", decimals] = String(value).includes("e") ? [value.toFixed(12).replace(/\.?0+$/, "")] : String(value).split(".");
  const grouped = whole.includes(".") ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

const nameWords = 3;
const tooCommon = new Set(
  "the a an of in on at to for and or is are was were be been has have had that this these those it its their his her with by from as not".split(
    " ",
  ),
);

/** A short name for a candidate that none of `taken` has: from what its figure counts, its speaker or its first words. */
export function nameOf(candidate: Candidate, taken: ReadonlySet<string>): string {
  const base = slug(wordsFor(candidate)) || "text";
  const name = base.includes("_") ? base : `${base}_claim`;
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}_${number}`;
    if (!taken.has(tried)) return tried;
  }
}

function wordsFor({ features, quote }: Candidate): string {
  const first = (kind: Feature["kind"]) => features.find((feature) => feature.kind === kind);
  const figure = first("figure") as FigureFeature | undefined;
  if (figure?.counts !== undefined) return `${figure.counts}`;
  const speaker = first("attribution") as AttributionFeature | undefined;
  if (speaker?.isNamed) return `${speaker.speaker.split(" ").at(-1)} ${quote.replace(/^.*?[“"]/u, "")}`;
  return quote;
}

/** At most three words in lower case with `_` between them, accents removed. */
function slug(text: string): string {
  const plainText = text
    .slice(0, 400)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]\w*/gu, "");
  const found = plainText.match(/[a-z][a-z0-9]*/g) ?? [];
  return found
    .filter((word) => !tooCommon.has(word) && word.length > 1)
    .slice(0, nameWords)
    .join("_")
    .slice(0, 40)
    .replace(/_$/, "");
}
