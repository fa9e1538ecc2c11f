/** How a question to the worker is defined: a record with a name and how it is answered. Views add theirs to `questions/index.ts`. */
import type { Evaluation } from "./evaluation.js";
import type { HeldFiles } from "./held-files.js";

/** What an answer may use. */
export interface Means {
  /** The case as it was when the question was asked. It is given up when the case changes, and the question is then asked again. */
  readonly evaluation: Evaluation;
  readonly files: HeldFiles;
  /** Tells how far it is, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Gives others their turn, so that a cancellation can come; long answers call it every few milliseconds. */
  readonly pause: () => Promise<void>;
  /** Fires when nobody wants the answer any more. */
  readonly signal: { readonly aborted: boolean };
}

/** A question. Input and answer are plain data, since they are copied between threads. */
export interface Question<Input, Answer> {
  /** What it tells, in a sentence. */
  readonly doc: string;
  readonly answer: (input: Input, means: Means) => Promise<Answer> | Answer;
}

/** Defines a question. */
export function defineQuestion<Input, Answer>(question: Question<Input, Answer>): Question<Input, Answer> {
  return question;
}
