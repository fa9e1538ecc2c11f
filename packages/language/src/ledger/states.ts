/** What the ledger says of each forecast: its criteria, who said what when, how it stands and what came out. */
import type { Assessment } from "../assessment.js";
import { criteriaOf, differingCriteria } from "./criteria.js";
import { type ForecastCriteria, type ForecastEntry, type ForecastValue, isForecastEntry, type LedgerEntry } from "./entry.js";

/** A forecast by somebody at a time. */
export interface ForecastPoint {
  /** A time in UTC, as in the entry. */
  readonly at: string;
  /** The forecaster. */
  readonly by: string;
  readonly value: ForecastValue;
  readonly reason: string | undefined;
  /** Whether the model computed it. */
  readonly computed: boolean;
}

/** How a forecast stands. `due` is past its closing day without an outcome. */
export type ForecastStanding = "open" | "due" | "resolved" | "ambiguous" | "annulled";

/** A forecast as the ledger and the case have it. */
export interface ForecastState {
  readonly forecast: string;
  /** The criteria in force: those frozen at the first forecast, or the last that were given with a reason; of a forecast that nobody made yet, those of its block. */
  readonly criteria: ForecastCriteria;
  /** The fields in which the block differs from the criteria in force. */
  readonly changedCriteria: readonly (keyof ForecastCriteria)[];
  /** Criteria that took the place of others, with the reason. */
  readonly amendments: readonly {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
    readonly criteria: ForecastCriteria;
  }[];
  /** Every forecast, in the order of the ledger. */
  readonly history: readonly ForecastPoint[];
  /** The last forecast of each forecaster, by name. */
  readonly latest: ReadonlyMap<string, ForecastPoint>;
  readonly standing: ForecastStanding;
  /** `yes`, `no`, a state, a number or an ISO day, where it is resolved. */
  readonly outcome: string | number | undefined;
  /** The ISO day on which the outcome was settled. */
  readonly on: string | undefined;
  /** Who resolved or annulled it, when, by what evidence or for what reason. */
  readonly closing: { readonly at: string; readonly by: string; readonly words: string; readonly note: string | undefined } | undefined;
  /** Whether it was resolved before with another outcome or day. */
  readonly wasResolvedBefore: boolean;
  /** Whether the ledger holds its criteria. */
  readonly isOpened: boolean;
  /** Whether the case has a block of this name now. */
  readonly isDeclared: boolean;
  /** The criteria of that block. */
  readonly declared: ForecastCriteria | undefined;
}

/**
 * The state of every forecast of the ledger and of the assessment: first those of the assessment in its order, then those that only the ledger has.
 * Without `today` (an ISO day) nothing is due.
 */
export function forecastStates(
  entries: readonly LedgerEntry[],
  assessment?: Pick<Assessment, "forecasts">,
  today?: string,
): readonly ForecastState[] {
  const byForecast = new Map<string, ForecastEntry[]>((assessment?.forecasts ?? []).map(({ id }) => [id, []]));
  for (const entry of entries) {
    if (!isForecastEntry(entry)) continue;
    const list = byForecast.get(entry.forecast);
    if (list) list.push(entry);
    else byForecast.set(entry.forecast, [entry]);
  }
  const declarations = new Map((assessment?.forecasts ?? []).map((declaration) => [declaration.id, declaration]));
  return [...byForecast].flatMap(([forecast, own]) => {
    const declared = declarations.get(forecast);
    const state = stateOf(forecast, own, declared && criteriaOf(declared), today);
    return state ? [state] : [];
  });
}

function stateOf(
  forecast: string,
  entries: readonly ForecastEntry[],
  declared: ForecastCriteria | undefined,
  today: string | undefined,
): ForecastState | undefined {
  let frozen: ForecastCriteria | undefined;
  let end: Extract<ForecastEntry, { readonly kind: "resolve" | "annul" }> | undefined;
  let wasResolvedBefore = false;
  const amendments: ForecastState["amendments"][number][] = [];
  const history: ForecastPoint[] = [];
  for (const entry of entries) {
    switch (entry.kind) {
      case "open":
        frozen ??= toCriteria(entry);
        break;
      case "criteria":
        frozen = toCriteria(entry);
        amendments.push({ at: entry.at, by: entry.by, reason: entry.reason, criteria: frozen });
        break;
      case "set":
        history.push({
          at: entry.at,
          by: entry.forecaster,
          value: entry.value,
          reason: entry.reason,
          computed: entry.computed === true,
        });
        break;
      case "resolve":
        wasResolvedBefore ||= end?.kind === "resolve" && (end.outcome !== entry.outcome || end.on !== entry.on);
        end = entry;
        break;
      case "annul":
        end = entry;
    }
  }
  const criteria = frozen ?? declared;
  if (!criteria) return undefined;
  const isAmbiguous = end?.kind === "resolve" && end.outcome === "ambiguous";
  const isOverdue = today !== undefined && criteria.closes < today;
  return {
    forecast,
    criteria,
    changedCriteria: frozen && declared ? differingCriteria(frozen, declared) : [],
    amendments,
    history,
    latest: new Map(history.map((point) => [point.by, point])),
    standing: end?.kind === "annul" ? "annulled" : isAmbiguous ? "ambiguous" : end ? "resolved" : isOverdue ? "due" : "open",
    outcome: end?.kind === "resolve" && !isAmbiguous ? end.outcome : undefined,
    on: end?.kind === "resolve" ? end.on : undefined,
    closing: end && {
      at: end.at,
      by: end.by,
      words: end.kind === "resolve" ? end.evidence : end.reason,
      note: end.kind === "resolve" ? end.note : undefined,
    },
    wasResolvedBefore,
    isOpened: frozen !== undefined,
    isDeclared: declared !== undefined,
    declared,
  };
}

function toCriteria({ question, type, resolves, source, unclear, opens, closes, options, unit }: ForecastCriteria): ForecastCriteria {
  return {
    question,
    type,
    closes,
    ...(resolves === undefined ? {} : { resolves }),
    ...(source === undefined ? {} : { source }),
    ...(unclear === undefined ? {} : { unclear }),
    ...(opens === undefined ? {} : { opens }),
    ...(options === undefined ? {} : { options }),
    ...(unit === undefined ? {} : { unit }),
  };
}
