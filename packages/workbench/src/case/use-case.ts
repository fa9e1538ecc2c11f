/** The case in components: the store, parts of its state, and answers of the worker that keep up with the text. */
import { createContext, startTransition, useContext, useEffect, useState } from "react";
import { NotAnswered } from "../work/case-worker.js";
import type { Refused } from "../work/messages.js";
import type { AnswerOf, InputOf, QuestionName } from "../work/questions/index.js";
import type { CaseStore } from "./case-store.js";
import type { CaseResults, HeldCase } from "./held-case.js";
import { useSelected } from "./observable.js";

/** The store that the application is about. */
export const CaseContext = createContext<CaseStore | undefined>(undefined);

/** The store. */
export function useCase(): CaseStore {
  const store = useContext(CaseContext);
  if (store === undefined) throw new Error("A view stands outside of the application.");
  return store;
}

/** A part of the state of the case. `select` gives parts that exist; new objects only with `isSame`, mostly `areAlike`. */
export function useHeld<Part>(select: (held: HeldCase) => Part, isSame?: (one: Part, other: Part) => boolean): Part {
  return useSelected(useCase().state, select, isSame);
}

/** A part of what the worker made of the case. */
export function useResults<Part>(select: (results: CaseResults) => Part, isSame?: (one: Part, other: Part) => boolean): Part {
  return useSelected(useCase().results, select, isSame);
}

/** An answer of the worker. While a newer one is made the last one stays, and `isStale` says so. */
export interface AnswerState<Answer> {
  readonly value: Answer | undefined;
  readonly isStale: boolean;
  /** How far the newer one is, from 0 to 1. */
  readonly share: number;
  /** Why there is no answer about the present text. */
  readonly problem: { readonly why: Refused; readonly message: string } | undefined;
}

/** Asks the worker, and again after every change of the case. `input` is compared by its JSON form. Nothing is asked while `isWanted` is false. */
export function useAnswer<Name extends QuestionName>(question: Name, input: InputOf<Name>, isWanted = true): AnswerState<AnswerOf<Name>> {
  return useAnswerOf(
    useHeld((held) => held.version),
    question,
    input,
    isWanted,
  );
}

/** The same, where the answer may lag: it is asked for again when the case has not changed for so many milliseconds, so that typing is left alone. */
export function useLateAnswer<Name extends QuestionName>(
  question: Name,
  input: InputOf<Name>,
  milliseconds = 400,
): AnswerState<AnswerOf<Name>> {
  const { state } = useCase();
  const [version, setVersion] = useState(() => state.get().version);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = state.get().version;
    setVersion(seen);
    const end = state.subscribe(() => {
      if (state.get().version === seen) return;
      seen = state.get().version;
      clearTimeout(timer);
      timer = setTimeout(() => startTransition(() => setVersion(seen)), milliseconds);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [state, milliseconds]);
  return useAnswerOf(version, question, input, true);
}

function useAnswerOf<Name extends QuestionName>(
  version: number,
  question: Name,
  input: InputOf<Name>,
  isWanted: boolean,
): AnswerState<AnswerOf<Name>> {
  const { worker } = useCase();
  const deaths = useResults((results) => results.deaths);
  const key = JSON.stringify(input);
  const [state, setState] = useState<AnswerState<AnswerOf<Name>>>({ value: undefined, isStale: true, share: 0, problem: undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is asked again when the case has changed or the worker was restarted
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    setState((before) => (before.isStale && before.share === 0 ? before : { ...before, isStale: true, share: 0 }));
    const asking = worker.ask(question, input, {
      signal: stop.signal,
      onProgress: (share) => {
        if (!stop.signal.aborted) setState((before) => ({ ...before, share }));
      },
    });
    asking.then(
      (value) => {
        if (!stop.signal.aborted) setState({ value, isStale: false, share: 1, problem: undefined });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const problem =
          error instanceof NotAnswered ? { why: error.why, message: error.message } : { why: "broken" as const, message: String(error) };
        setState((before) => ({ ...before, isStale: true, share: 0, problem }));
      },
    );
    return () => stop.abort();
  }, [worker, question, key, version, deaths, isWanted]);
  return state;
}
