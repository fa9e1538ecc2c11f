/** The entries of `ledger.jsonl`, the one append-only store of a case: what each kind holds, and whether something that was read is one. */
import { dayOfDate } from "../calendar.js";

/** File name of the ledger in a case folder. */
export const ledgerFileName = "ledger.jsonl";

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What every entry has. */
export interface EntryBase {
  /** The first 32 hexadecimal digits of the SHA-256 of the canonical JSON (RFC 8785) of the entry without its id. */
  readonly id: string;
  /** The ids of all entries that nobody named yet when this one was written, sorted. Empty in the first. */
  readonly after: readonly string[];
  /** When it was written, in UTC: `2026-11-23T12:00:00Z`, seconds with or without a fraction. */
  readonly at: string;
  /** Who wrote it; of a `set`, the forecaster. */
  readonly by: string;
}

/** Yes or no; one of several states; a number; a day. */
export type ForecastType = "binary" | "multiple" | "numeric" | "date";

/** A quantile: a probability, and the value below which the truth lies with it, a number or (of a date) an ISO day. */
export type LedgerQuantile = readonly [probability: number, value: number | string];

/** What a forecaster says. */
export type ForecastValue =
  /** Of yes, from 0 to 1. */
  | { readonly probability: number }
  /** Of every state; they sum to 1. */
  | { readonly probabilities: Readonly<Record<string, number>> }
  /** Rising in probability and value. */
  | { readonly quantiles: readonly LedgerQuantile[] };

/** What counts, by when, and where one will look. */
export interface ForecastCriteria {
  readonly question: string;
  readonly type: ForecastType;
  /** What exactly counts as yes, as which state, or as the value. */
  readonly resolves?: string;
  readonly source?: string;
  /** What happens when it cannot be told. */
  readonly unclear?: string;
  /** The ISO day from which on forecasts are taken. */
  readonly opens?: string;
  /** The last ISO day on which forecasts are taken. */
  readonly closes: string;
  /** Of a forecast of several states: their names. */
  readonly options?: readonly string[];
  /** Of a numeric forecast: its unit as written. */
  readonly unit?: string;
}

/** Begins a forecast and freezes its criteria; written at the first `set`. */
export interface OpenEntry extends EntryBase, ForecastCriteria {
  readonly kind: "open";
  readonly forecast: string;
}

/** Other criteria for a forecast that had forecasts already. */
export interface CriteriaEntry extends EntryBase, ForecastCriteria {
  readonly kind: "criteria";
  readonly forecast: string;
  readonly reason: string;
}

/** A forecast by a named forecaster. */
export interface SetEntry extends EntryBase {
  readonly kind: "set";
  readonly forecast: string;
  readonly forecaster: string;
  readonly value: ForecastValue;
  readonly reason?: string;
  /** True where the model computed it. */
  readonly computed?: boolean;
}

/** What came out. A later one takes the place of an earlier one. */
export interface ResolveEntry extends EntryBase {
  readonly kind: "resolve";
  readonly forecast: string;
  /** `yes`, `no`, the name of a state, a number, an ISO day, or `ambiguous`. */
  readonly outcome: string | number;
  /** The ISO day on which the outcome was settled. */
  readonly on: string;
  /** Words or an address by which it can be checked. */
  readonly evidence: string;
  readonly note?: string;
}

/** Takes a forecast out of the count. */
export interface AnnulEntry extends EntryBase {
  readonly kind: "annul";
  readonly forecast: string;
  readonly reason: string;
}

/** What an indicator showed. Readings with the same key are one. */
export interface ReadingEntry extends EntryBase {
  readonly kind: "reading";
  readonly indicator: string;
  readonly value: number | string;
  /** The day or period that it is about. */
  readonly of: string;
  /** The file, feed or person that it came from. */
  readonly from: string;
  /** Whether the threshold is passed; null where that cannot be said. */
  readonly passed: boolean | null;
  readonly key: string;
}

/** Something that may be evidence and waits for a decision. */
export interface CandidateEntry extends EntryBase {
  readonly kind: "candidate";
  readonly key: string;
  readonly indicator: string;
  readonly title: string;
  readonly address?: string;
  readonly passage: string;
  /** When it was found: an ISO day or time. */
  readonly found: string;
}

/** What was decided about a candidate. */
export interface DecisionEntry extends EntryBase {
  readonly kind: "decision";
  readonly key: string;
  readonly verdict: "accepted" | "rejected";
  /** What follows from it. */
  readonly effect?: Json;
}

/** A version was published. */
export interface PublishEntry extends EntryBase {
  readonly kind: "publish";
  readonly version: string;
  /** The SHA-256 of the manifest. */
  readonly manifest: string;
  readonly reasons: readonly { readonly judgement: string; readonly was: Json; readonly now: Json; readonly reason: string }[];
}

/** A digest was sent. */
export interface DigestEntry extends EntryBase {
  readonly kind: "digest";
  readonly since: string;
  readonly until: string;
  /** The SHA-256 of what was sent. */
  readonly content: string;
  /** How many it was sent to; addresses are nobody's business. */
  readonly recipients: number;
}

/** A line of the ledger. */
export type LedgerEntry =
  | OpenEntry
  | CriteriaEntry
  | SetEntry
  | ResolveEntry
  | AnnulEntry
  | ReadingEntry
  | CandidateEntry
  | DecisionEntry
  | PublishEntry
  | DigestEntry;

/** The kind of an entry. */
export type LedgerKind = LedgerEntry["kind"];

/** An entry before it has its place: without id and predecessors. */
export type LedgerDraft<E extends LedgerEntry = LedgerEntry> = E extends LedgerEntry ? Omit<E, "id" | "after"> : never;

/** Whether an entry is of one of these kinds: `entries.filter(isEntry("set", "open"))`. */
export function isEntry<K extends LedgerKind>(
  ...kinds: readonly K[]
): (entry: LedgerEntry) => entry is Extract<LedgerEntry, { readonly kind: K }> {
  return (entry): entry is Extract<LedgerEntry, { readonly kind: K }> => (kinds as readonly string[]).includes(entry.kind);
}

/** Entries that belong to a forecast. */
export type ForecastEntry = OpenEntry | CriteriaEntry | SetEntry | ResolveEntry | AnnulEntry;

/** Whether an entry belongs to a forecast. */
export const isForecastEntry: (entry: LedgerEntry) => entry is ForecastEntry = isEntry("open", "criteria", "set", "resolve", "annul");

type Test = (value: unknown) => boolean;

const text: Test = (value) => typeof value === "string" && value !== "";
const anyText: Test = (value) => typeof value === "string";
const number: Test = (value) => typeof value === "number" && Number.isFinite(value);
const probability: Test = (value) => number(value) && (value as number) >= 0 && (value as number) <= 1;
const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const either =
  (...tests: readonly Test[]): Test =>
  (value) =>
    tests.some((test) => test(value));
const oneOf =
  (...allowed: readonly unknown[]): Test =>
  (value) =>
    allowed.includes(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const record =
  (fields: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([name, test]) => test(value[name]));

/** Whether a value is a plain object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a text is a day of the calendar, like `2028-02-29`. */
export function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && dayOfDate(value) !== undefined;
}

/** Whether a text is a time in UTC, like `2026-11-23T12:00:00Z`. There is no second 60: clocks of computers have none. */
export function isTime(value: unknown): value is string {
  return (
    typeof value === "string" && /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/.test(value) && isDay(value.slice(0, 10))
  );
}

const quantile: Test = (value) =>
  Array.isArray(value) && value.length === 2 && probability(value[0]) && (number(value[1]) || isDay(value[1]));
const forecastValue: Test = (value) =>
  isRecord(value) &&
  Object.keys(value).length === 1 &&
  (probability(value.probability) ||
    (isRecord(value.probabilities) && Object.values(value.probabilities).every(probability)) ||
    (listOf(quantile)(value.quantiles) && (value.quantiles as readonly unknown[]).length > 0));

const criteria = {
  forecast: text,
  question: anyText,
  type: oneOf("binary", "multiple", "numeric", "date"),
  resolves: optional(anyText),
  source: optional(anyText),
  unclear: optional(anyText),
  opens: optional(isDay),
  closes: isDay,
  options: optional(listOf(text)),
  unit: optional(anyText),
};

/** What the fields of each kind must be. Fields that are not known here are kept: a later edition may have more. */
const shapes: Readonly<Record<LedgerKind, Readonly<Record<string, Test>>>> = {
  open: criteria,
  criteria: { ...criteria, reason: text },
  set: { forecast: text, forecaster: text, value: forecastValue, reason: optional(anyText), computed: optional(oneOf(true, false)) },
  resolve: { forecast: text, outcome: either(text, number), on: isDay, evidence: anyText, note: optional(anyText) },
  annul: { forecast: text, reason: text },
  reading: { indicator: text, value: either(anyText, number), of: text, from: anyText, passed: oneOf(true, false, null), key: text },
  candidate: { key: text, indicator: text, title: anyText, address: optional(anyText), passage: anyText, found: text },
  decision: { key: text, verdict: oneOf("accepted", "rejected") },
  publish: { version: text, manifest: text, reasons: listOf(record({ judgement: text, reason: anyText })) },
  digest: { since: text, until: text, content: text, recipients: (value) => Number.isInteger(value) && (value as number) >= 0 },
};

const base = {
  id: (value: unknown) => typeof value === "string" && /^[0-9a-f]{32}$/.test(value),
  after: listOf(text),
  at: isTime,
  by: text,
};

/** What keeps a value from being an entry: the name of the first field that is not as it must be, or `kind` where the kind is not known; undefined for an entry. */
export function misshapenField(value: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, test] of Object.entries(base)) if (!test(value[name])) return name;
  const shape = typeof value.kind === "string" && Object.hasOwn(shapes, value.kind) ? shapes[value.kind as LedgerKind] : undefined;
  if (!shape) return "kind";
  return Object.keys(shape).find((name) => !shape[name]!(value[name]));
}
