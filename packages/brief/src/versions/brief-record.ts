/** The record of a brief: what it takes to make its page again, besides the case. */
import type { SamplingMethod } from "@outweigh/engine";
import type { TlpMark } from "@outweigh/evidence";
import { type Evaluated, programVersion } from "@outweigh/language";

/** What it takes to make a page again. Kept in the page, in `<meta name="outweigh-record">`. */
export interface BriefRecord {
  readonly format: "outweigh-brief-1";
  readonly case: string;
  /** The program that wrote the page. */
  readonly program: string;
  /** The version that the page is; null of a draft. */
  readonly version: string | null;
  /** The versions that it tells of. */
  readonly earlier: readonly string[];
  readonly record: {
    readonly engineVersion: string;
    readonly seed: number;
    readonly draws: number;
    readonly sampling: SamplingMethod;
    readonly inputsHash: string;
    readonly resultHash: string;
  };
  readonly analysisDraws: number;
  /** As asked for by --tlp, --full, --without, --instead and --expert. */
  readonly tlp: TlpMark | null;
  readonly full: boolean;
  readonly without: readonly string[];
  readonly instead: readonly string[];
  readonly expert: string | null;
}

/** What was asked for when a draft was made. */
export interface DraftOptions {
  readonly tlp?: TlpMark;
  readonly full?: boolean;
  readonly without?: readonly string[];
  readonly instead?: readonly string[];
  readonly expert?: string | null;
}

/** The record of a draft after these published versions. */
export function draftRecord(
  { assessment, result }: Evaluated,
  analysisDraws: number,
  earlier: readonly string[],
  { tlp, full = false, without = [], instead = [], expert = null }: DraftOptions,
): BriefRecord {
  const { record } = result;
  return {
    ...{ format: "outweigh-brief-1", case: assessment.case.id, program: programVersion, version: null, earlier, record, analysisDraws },
    ...{ tlp: tlp ?? null, full, without, instead, expert },
  };
}
