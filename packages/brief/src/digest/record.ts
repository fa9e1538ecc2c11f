/** What a digest tells, as plain data: gathered by the command from the ledger, two states of the case and the published versions, told by `compose-digest.ts`. */
import type { TlpMark } from "@outweigh/evidence";

/** Everything that one digest tells of one case between two moments. A list that is empty is left out of the digest. */
export interface DigestRecord {
  /** The case as it is now. */
  readonly case: { readonly id: string; readonly title: string; readonly question: string };
  /** Where it begins: the moment, as ISO date and time in UTC, and how readers know it: `version spring of 1 October 2026`. */
  readonly since: { readonly at: string; readonly words: string };
  /** Where it ends, as ISO date and time in UTC. */
  readonly until: string;
  /** The strictest mark of what it uses. */
  readonly handling?: TlpMark;
  readonly versions: readonly PublishedVersion[];
  /** How results and ranks moved, the most telling first. */
  readonly results: readonly ResultMove[];
  /** Where the change comes from, the largest share first. */
  readonly causes: readonly ChangeCause[];
  /** Sentences of the brief that no longer hold. */
  readonly overtaken: readonly string[];
  readonly changes: readonly ContentChange[];
  readonly forecasts: readonly ForecastMove[];
  readonly resolved: readonly ForecastResolution[];
  readonly due: readonly ForecastDue[];
  readonly candidates: readonly NewCandidate[];
  readonly readings: readonly IndicatorReading[];
  readonly signposts: readonly SignpostNear[];
  /** What the digest cannot tell and why, a sentence each: no older version to compare with, a ledger line that cannot be read. */
  readonly gaps: readonly string[];
}

/** A version that was published in the time of the digest. */
export interface PublishedVersion {
  readonly name: string;
  readonly at: string;
  /** Judgements that changed with it, each with the reason that was given. */
  readonly reasons: readonly { readonly judgement: string; readonly was: string; readonly now: string; readonly reason: string }[];
}

/** A result of an option, or a place in a ranking, that is another now. `was` and `now` are ready for the reader, with unit and interval. */
export interface ResultMove {
  readonly objective: string;
  readonly option: string;
  readonly was: string;
  readonly now: string;
  /** What it means in words, where there is more to say than the two values: `now ahead of “Carry on”`. */
  readonly words: string;
  /** Whether the move is larger than the simulation's own error. */
  readonly isFirm: boolean;
  /** Whether another option is in front now. */
  readonly isLead: boolean;
}

/** A share of a change with its cause, in words, such as `61 % ± 2`. */
export interface ChangeCause {
  readonly objective: string;
  readonly cause: string;
  readonly share: string;
}

/** Something in the case that is added, withdrawn, regraded or says something else. */
export interface ContentChange {
  /** `claim`, `source`, `quantity`, `rule` and so on. */
  readonly kind: string;
  readonly label: string;
  /** What happened, in a word or two: `added`, `withdrawn`, `regraded`, `changed`. */
  readonly how: string;
  readonly was?: string;
  readonly now?: string;
  /** Why, where the case or its ledger says so. */
  readonly reason?: string;
}

/** A forecast whose probability, or other value, or criteria were set in the time of the digest. */
export interface ForecastMove {
  readonly id: string;
  readonly question: string;
  /** Day by which it is settled, as ISO day. */
  readonly by?: string;
  readonly how: "opened" | "moved" | "criteria" | "annulled";
  readonly was?: string;
  readonly now?: string;
  readonly who?: string;
  readonly reason?: string;
}

/** A forecast that was resolved, and how those who forecast did. */
export interface ForecastResolution {
  readonly id: string;
  readonly question: string;
  readonly outcome: string;
  /** ISO day on which it was settled. */
  readonly on: string;
  readonly evidence?: string;
  /** What was said last, and its scores in words, for each forecaster. */
  readonly said: readonly { readonly who: string; readonly value: string; readonly scores: string }[];
  /** Whether it was resolved before, in another way. */
  readonly isAgain: boolean;
}

/** A forecast that closes or is to be settled soon, or should have been. */
export interface ForecastDue {
  readonly id: string;
  readonly question: string;
  /** ISO day. */
  readonly by: string;
  readonly value?: string;
  readonly isOverdue: boolean;
}

/** A passage that may be evidence and that nobody has taken in or refused yet. */
export interface NewCandidate {
  readonly indicator: string;
  readonly title: string;
  readonly passage: string;
  readonly address?: string;
  /** ISO date and time at which it was found. */
  readonly found: string;
}

/** A new reading of an indicator. */
export interface IndicatorReading {
  readonly indicator: string;
  readonly value: string;
  /** The day or period that it is about. */
  readonly of: string;
  readonly from: string;
  readonly passed: boolean | null;
}

/** An indicator whose latest reading is near its threshold. */
export interface SignpostNear {
  readonly indicator: string;
  readonly value: string;
  readonly threshold: string;
  /** How near, in words. */
  readonly words: string;
}

/** Whether nothing has happened and nothing falls due: what stood near a threshold before and still does is no news. */
export function isNothingNew(record: DigestRecord): boolean {
  const { versions, results, causes, overtaken, changes, forecasts, resolved, due, candidates, readings } = record;
  return [versions, results, causes, overtaken, changes, forecasts, resolved, due, candidates, readings].every((list) => list.length === 0);
}
