/** The comparison that follows the sliders: while one drags, the newest place is asked for as soon as the last answer is here, with as many draws as there is time for; at rest with all. */
import { useEffect, useRef, useState } from "react";
import { useCase, useHeld, useResults } from "../../case/use-case.js";
import type { Compared } from "../../work/answer/compared.js";
import { NotAnswered } from "../../work/case-worker.js";
import type { ComparedInput } from "../../work/questions/answer-compared.js";

/** What an answer may take while one drags, in milliseconds. */
const budget = 14;

/** A comparison, and whether a newer one is being made. */
export interface ComparedState {
  readonly value: Compared | undefined;
  readonly isStale: boolean;
  readonly share: number;
  readonly problem: { readonly why: string; readonly message: string } | undefined;
}

/** Asks for a comparison. `movedAt` is when a slider was moved, for measuring how long it takes until that is seen. */
export function useCompared(input: ComparedInput, isDragging: boolean, movedAt: number): ComparedState {
  const { worker } = useCase();
  const version = useHeld((held) => held.version);
  const deaths = useResults((results) => results.deaths);
  const [state, setState] = useState<ComparedState>({ value: undefined, isStale: true, share: 0, problem: undefined });
  const latest = useRef({ input, isDragging, movedAt });
  latest.current = { input, isDragging, movedAt };
  const stop = useRef(new AbortController());
  const isAsking = useRef(false);
  const isNewer = useRef(false);
  const wasQuick = useRef(false);
  const shownMove = useRef(0);
  const key = JSON.stringify(input);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked again when what is asked for, the case or the worker has changed
  useEffect(() => {
    const ask = () => {
      const { input: present, isDragging: isQuick, movedAt: moved } = latest.current;
      const own = new AbortController();
      stop.current = own;
      isAsking.current = true;
      isNewer.current = false;
      const done = () => {
        if (stop.current !== own) return;
        isAsking.current = false;
        if (isNewer.current) ask();
      };
      worker
        .ask("answerCompared", isQuick ? { ...present, budget } : present, {
          signal: own.signal,
          onProgress: (share) => !own.signal.aborted && setState((before) => ({ ...before, share })),
        })
        .then(
          (value) => {
            if (own.signal.aborted) return;
            shownMove.current = moved;
            setState({ value, isStale: isNewer.current, share: 1, problem: undefined });
            done();
          },
          (error: unknown) => {
            if (own.signal.aborted) return;
            const problem =
              error instanceof NotAnswered ? { why: error.why, message: error.message } : { why: "broken", message: String(error) };
            setState((before) => ({ ...before, isStale: true, share: 0, problem }));
            done();
          },
        );
    };
    // A quick question is waited for; one about all draws is given up for a newer one.
    if (isAsking.current && isDragging && wasQuick.current) isNewer.current = true;
    else {
      stop.current.abort();
      setState((before) => (before.isStale ? before : { ...before, isStale: true, share: 0 }));
      ask();
    }
    wasQuick.current = isDragging;
  }, [worker, key, version, deaths, isDragging]);
  useEffect(() => () => stop.current.abort(), []);
  useEffect(() => {
    if (state.value === undefined || shownMove.current === 0) return;
    const start = shownMove.current;
    shownMove.current = 0;
    requestAnimationFrame(() => performance.measure("slider to picture", { start, end: performance.now() }));
  }, [state]);
  return state;
}
