/** An attribution as it is found, and what is remembered of speakers from one paragraph to the next. */

import type { Quotation } from "./quotations.js";
import type { Speaker } from "./speaker-names.js";

/** An attribution in UTF-16 offsets. `resolvedFrom` is the word that stood for a speaker named elsewhere. */
export interface Attribution {
  /** Where the speaker stands, and the quotation with it. */
  readonly start: number;
  readonly end: number;
  /** Where the speaker alone stands. */
  readonly named: { readonly start: number; readonly end: number };
  readonly speaker: string;
  readonly body: string | undefined;
  readonly isNamed: boolean;
  readonly kind: Speaker["kind"] | "unknown";
  readonly quotation: Quotation | undefined;
  readonly resolvedFrom: string | undefined;
  /** The verb stands last: what is said follows in a list. */
  readonly isLeading: boolean;
}

export interface Known {
  readonly speaker: string;
  readonly body: string | undefined;
  readonly isNamed: boolean;
  readonly paragraph: number;
}

/** What is remembered from one paragraph to the next. */
export class SpeakerMemory {
  readonly surnames = new Map<string, Known>();
  /** The last person named as a speaker. */
  latest: Known | undefined;
  /** The last group that spoke, for "they", and the last body or document, for "it". */
  latestGroup: Known | undefined;
  latestBody: Known | undefined;
  /** The speaker of a quotation that its paragraph leaves open. */
  continued: Attribution | undefined;
  /** The speaker of the last quotation, for one that stands alone after it. */
  lastQuoted: { readonly attribution: Attribution; readonly paragraph: number } | undefined;
}
