/** A difference of two versions in words: what a reader is told first, why something is not compared, and the numbers of values and shares. */
import type { Unit } from "@outweigh/engine";
import type {
  ComparedSide,
  Difference,
  DifferenceItem,
  HowChanged,
  ObjectiveMove,
  PrintedValue,
  ShownUnit,
  StatementMove,
  Uncertain,
} from "@outweigh/language";
import { formatEstimate, formatExact, formatInDigits, formatProbability, formatStatistic, formatWithin } from "../numbers.js";
import { bareUnit } from "../unit-words.js";
import { capitalise, countWords, joinWords } from "../words.js";

/** A unit of a record as the formatting of numbers takes it. */
export function unitOf(unit: ShownUnit | null | undefined): Unit | undefined {
  return unit ? { ...unit, powers: {} } : undefined;
}

/** The objectives in the order of the later case, those that it has not at the end. */
export function inOrder(objectives: readonly ObjectiveMove[]): readonly ObjectiveMove[] {
  const place = ({ now, was }: ObjectiveMove) => now?.place ?? 1000 + (was?.place ?? 0);
  return [...objectives].sort((one, other) => place(one) - place(other));
}

const changeWords: Readonly<Record<HowChanged, string>> = {
  added: "new",
  removed: "withdrawn",
  changed: "changed",
  regraded: "regraded",
  renamed: "renamed",
};

/** A word for what became of a declaration. */
export function changeWord(change: HowChanged): string {
  return changeWords[change];
}

/** Kinds of block that readers call otherwise than the notation, or whose plural has no plain s. */
const kindWords: Readonly<Record<string, readonly [string, string]>> = {
  observe: ["observation", "observations"],
  use: ["module in use", "modules in use"],
  data: ["table of data", "tables of data"],
  hypothesis: ["hypothesis", "hypotheses"],
  evidence: ["item of evidence", "items of evidence"],
  study: ["study", "studies"],
  quantity: ["quantity", "quantities"],
  weights: ["set of weights", "sets of weights"],
  futures: ["set of futures", "sets of futures"],
};

/** The name of a kind of block for a reader, of one and of several. */
export function kindWord(kind: string): readonly [string, string] {
  return kindWords[kind] ?? [kind, `${kind}s`];
}

/** `three claims (two new, one withdrawn) and one changed quantity`; passages of text behind them. */
export function countedItems({ items, prose }: Difference): string {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const parts = kinds.map((kind) => {
    const own = items.filter((item) => item.kind === kind);
    const states = (Object.keys(changeWords) as HowChanged[]).flatMap((change) => {
      const count = own.filter((item) => item.change === change).length;
      return count === 0 ? [] : [{ count, words: changeWords[change] }];
    });
    const [one, several] = kindWord(kind);
    const [only] = states;
    if (states.length === 1) return countWords(own.length, `${only!.words} ${one}`, `${only!.words} ${several}`);
    return `${countWords(own.length, one, several)} (${states.map(({ count, words }) => countWords(count, words, words)).join(", ")})`;
  });
  return joinWords([...parts, ...(prose.length === 0 ? [] : [countWords(prose.length, "passage of text", "passages of text")])]);
}

/** What is said first: how much differs, and what became of the answer. */
export function summaryWords(difference: Difference): readonly string[] {
  const { items, prose, objectives, before, after } = difference;
  const isSame = items.length === 0 && prose.length === 0;
  const told = isSame
    ? "Nothing: the two versions say the same. What differs, if anything, is layout, order or comments."
    : `${capitalise(countedItems(difference))}.`;
  const first = inOrder(objectives ?? []).find(({ was, now, incomparable }) => was && now && !incomparable);
  return [
    told,
    ...(first === undefined || (isSame && !first.rankingMoved) ? [] : [answerWords(first)]),
    ...sideWords(before, "The earlier version"),
    ...sideWords(after, "The later version"),
    ...(objectives !== undefined && first === undefined && !isSame
      ? ["The two versions have no objective in common that can be compared, so no result has a change."]
      : []),
  ];
}

function sideWords({ name, errors, without }: ComparedSide, which: string): readonly string[] {
  if (without === "errors")
    return [
      `${which} (${name}) has ${countWords(errors, "error")}, so its results are not computed and only texts are compared. outweigh check says what is wrong.`,
    ];
  return without === "no-draws"
    ? [`${which} (${name}) has observations that no draw fits, or too few, so it has no results to compare.`]
    : [];
}

/** What became of the first place and the ranking on an objective. */
export function answerWords({ was, now, options, rankingMoved }: ObjectiveMove): string {
  if (was === undefined || now === undefined) return "";
  const labelOf = (name: string, isNow: boolean) => {
    const found = options.find((option) => (isNow ? option.name : (option.formerly ?? option.name)) === name);
    return `“${isNow ? (found?.label ?? name) : (found?.formerLabel ?? found?.label ?? name)}”`;
  };
  const added = options.filter((option) => option.was === undefined).map(({ label }) => `“${label}”`);
  const removed = options.filter((option) => option.now === undefined).map(({ label }) => `“${label}”`);
  const sets = [
    ...(added.length > 0 ? [`new ${added.length === 1 ? "is" : "are"} ${joinWords(added)}`] : []),
    ...(removed.length > 0 ? [`gone ${removed.length === 1 ? "is" : "are"} ${joinWords(removed)}`] : []),
  ];
  const among = sets.length === 0 ? "" : ` Among the options, ${joinWords(sets)}.`;
  const sense = was.sense === now.sense ? "" : ` It was to be ${was.sense}d and is now to be ${now.sense}d.`;
  const on = `On ${now.label}`;
  const [old, current] = [was.ranking[0], now.ranking[0]];
  if (old === undefined || current === undefined) return `${on} no option is left to be ranked in one of the versions.${sense}${among}`;
  const isSameFirst = options.some((option) => option.name === current && (option.formerly ?? option.name) === old);
  if (!isSameFirst) return `${on} ${labelOf(current, true)} is in front now; before it was ${labelOf(old, false)}.${sense}${among}`;
  return `${on} ${labelOf(current, true)} is in front, as before${rankingMoved ? "; behind it the ranking changed" : ", and the ranking is the same"}.${sense}${among}`;
}

/** Above this, numbers in a column have their millions in words. */
const mostInDigits = 1e8;

/** A mean to the digit that its error leaves. */
export function levelWords({ value, error }: Uncertain, unit: Unit | undefined): string {
  if (value === null) return "not a number";
  const bare = bareUnit(unit);
  if (error === null || !(error > 0)) return formatExact(value, bare, 4);
  return Math.abs(value) / (unit?.scale ?? 1) < mostInDigits
    ? formatInDigits(value, error * 8, bare)
    : formatWithin(value, error * 8, bare);
}

/** `+1,230 ± 40`; the error is left out where it is nothing beside the value. */
export function signedWords({ value, error }: Uncertain, unit: Unit | undefined): string {
  if (value === null) return "not a number";
  const bare = bareUnit(unit);
  const [size, noise] = [Math.abs(value), error ?? 0];
  if (size === 0 || size < noise * 1e-6) return noise > 0 ? `0 ±\u00a0${formatExact(noise, bare, 2)}` : "0";
  const sign = value > 0 ? "+" : "−";
  if (!(noise > size * 1e-6)) return `${sign}${formatExact(size, bare, 4)}`;
  return `${sign}${formatWithin(size, noise * 8, bare)} ±\u00a0${formatExact(noise, bare, 2)}`;
}

/** A change of a probability in percentage points. */
export function pointsWords({ value, error }: Uncertain): string {
  if (value === null) return "–";
  const points = Math.round(value * 1000) / 10;
  const sign = points > 0 ? "+" : points < 0 ? "−" : "";
  return `${sign}${Math.abs(points).toFixed(1)}${error !== null && error > 0.0005 ? ` ±\u00a0${(error * 100).toFixed(1)}` : ""}`;
}

/** A value as the text prints it. */
export function printedWords({ median, low, high, unit }: PrintedValue, isProbability: boolean): string {
  if (median === null) return "not a number";
  if (isProbability) return formatProbability(median);
  const shown = unitOf(unit);
  if (low === null || high === null || low === high) return formatStatistic(median, shown);
  return formatEstimate({ median, low, high }, shown).both;
}

/** What became of a sentence; undefined where it prints the same all the same. */
export function statementWords({ why, values, word, fitting, gone }: StatementMove): string | undefined {
  const moved = values.flatMap(({ cell, isProbability, was, now }) => {
    const [old, is] = [printedWords(was, isProbability), printedWords(now, isProbability)];
    return old === is ? [] : [`${cell === undefined ? "" : `${cell}: `}${old} → ${is}`];
  });
  const shown = [...moved.slice(0, 4), ...(moved.length > 4 ? [`and ${moved.length - 4} more`] : [])].join("; ");
  switch (why) {
    case "gone":
      return `It speaks of what is not there any more: ${gone}.`;
    case "check":
      return "This check does not hold any more.";
    case "word":
      return `“${word}” does not fit any more${shown === "" ? "" : ` (${shown})`}${fitting === undefined ? "" : `; what fits is “${fitting}”`}.`;
    case "value":
      return moved.length === 0 ? undefined : `It prints other numbers: ${shown}.`;
  }
}

/** Why the change is not shared out among causes. */
export function causelessWords(causes: Extract<Difference["causes"], { kind: "none" }>): string {
  const name = causes.name === undefined ? "The first objective" : `“${causes.name}”`;
  switch (causes.reason) {
    case "not-asked":
      return "Nothing was computed.";
    case "errors":
      return "A version with errors has no results.";
    case "no-draws":
      return "A version whose observations leave no draws has no results.";
    case "nothing-changed":
      return `Nothing was changed on which ${causes.name ?? "the first objective"} rests. Where its numbers differ at all, it is by the random numbers.`;
    case "no-common-objective":
      return "The versions have no objective in common, by name, that can be compared over options.";
    case "no-common-option":
      return "The versions have no option in common, by name.";
    case "different-unit":
      return `${name} is measured in another kind of unit now, so its change has no number.`;
    case "not-finite":
      return `${name} has no finite value with some of the changes made, so its change cannot be shared out.`;
  }
}

/** The label of an item for a table of causes, with its formula where that is short. */
export function causeItemWords(item: DifferenceItem | undefined, reference: string): string {
  if (item === undefined)
    return reference === "case" ? "the period and prices of the case" : reference.replace(/^\S+ /, "").replaceAll("_", " ");
  const formula = item.fields.find(({ field }) => field === "=");
  const isShort = formula?.was !== undefined && formula.now !== undefined && formula.was.length <= 50 && formula.now.length <= 50;
  const state = item.change === "added" || item.change === "removed" ? ` (${changeWord(item.change)})` : "";
  return `${item.label}${isShort ? `: ${formula.was} → ${formula.now}` : ""}${state}`;
}

/** A line by its keyword; the type after the colon has none. */
export function fieldWords(field: string): string {
  return field === ":" ? "type" : field;
}
