/** What a run of `outweigh watch` found, did and knows: printed as text or as data. */
import type { Compiled, FlippingInput, IndicatorState, SignpostState } from "@outweigh/language";
import type { Decided } from "./accepting.js";
import type { WatchDraft, WatchProblem } from "./looking.js";

/** The outcome of the command. */
export interface WatchReport {
  readonly folder: string;
  readonly compiled: Compiled;
  readonly isDry: boolean;
  /** A time in UTC. */
  readonly at: string;
  /** The chapter that takes observations. */
  readonly chapter: string;
  /** New readings and candidates. */
  readonly found: readonly WatchDraft[];
  readonly decided: readonly Decided[];
  readonly problems: readonly WatchProblem[];
  readonly states: readonly IndicatorState[];
  readonly signposts: readonly SignpostState[];
  /** The options of the decision, to which flipping inputs refer by place. */
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly flipping: readonly FlippingInput[];
  readonly blind: readonly FlippingInput[];
  /** Whether the case is too large for this machine to be analysed. */
  readonly isUnanalysed: boolean;
}
