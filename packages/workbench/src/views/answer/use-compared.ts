/**
 * The comparison that follows the sliders: while one drags, the newest place is asked for as soon as the last answer is here, with as many draws as
 * there is time for; with all as soon as one stops moving.
 */
import { useEffect, useRef, useState } from "react";
import { useCase, useHeld, useResults } from "../../case/use-case.js";
import type { Compared } from "../../work/answer/compared.js";
import { NotAnswered } from "../../work/case-worker.js";
import type { ComparedInput } from "../../work/questions/answer-compared.js";

/** What an answer may take while one drags, in milliseconds. */
const budget = 24;

/** All draws are made when the slider has not moved for so many milliseconds. */
const stillAfter = 120;

/** A comparison, and whether a newer one is being made. */
export interface ComparedState {
  readonly value: Compared | undefined;
  readonly isStale: boolean;
  readonly share: number;
  readonly problem: { readonly why: string; readonly message: string } | undefined;
}

/**
 * Asks for a comparison. While one drags, densities and the like come only where `hasShapes` says that they are seen. `movedAt` is when a slider was
 * moved, for measuring how long it takes until that is seen.
 */
export function useCompared(input: ComparedInput, isDragging: boolean, hasShapes: boolean, movedAt: number): ComparedState {
  const { worker } = useCase();
  const version = useHeld((held) => held.version);
  const deaths = useResults((results) => results.deaths);
  const [state, setState] = useState<ComparedState>({ value: undefined, isStale: true, share: 0, problem: undefined });
  const latest = useRef({ input, isDragging, hasShapes, movedAt });
  latest.current = { input, isDragging, hasShapes, movedAt };
  const stop = useRef(new AbortController());
  const isAsking = useRef(false);
  const isNewer = useRef(false);
  const wasQuick = useRef(false);
  const shownMove = useRef(0);
  const stillness = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = JSON.stringify([input, isDragging && hasShapes]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked again when what is asked for, the case or the worker has changed
  useEffect(() => {
    const ask = (isWhole = false) => {
      const { input: present, isDragging: isMoving, hasShapes: isSeen, movedAt: moved } = latest.current;
      const isQuick = isMoving && !isWhole;
      const own = new AbortController();
      clearTimeout(stillness.current);
      stop.current = own;
      isAsking.current = true;
      isNewer.current = false;
      wasQuick.current = isQuick;
      const done = (isRough = false) => {
        if (stop.current !== own) return;
        isAsking.current = false;
        if (isNewer.current) ask();
        else if (isRough) stillness.current = setTimeout(() => ask(true), stillAfter);
      };
      worker
        .ask("answerCompared", isMoving ? { ...present, hasShapes: isSeen, ...(isQuick && { budget }) } : present, {
          signal: own.signal,
          onProgress: (share) => !own.signal.aborted && setState((before) => ({ ...before, share })),
        })
        .then(
          (value) => {
            if (own.signal.aborted) return;
            if (isQuick) shownMove.current = moved;
            setState({ value, isStale: isNewer.current, share: 1, problem: undefined });
            done(value !== undefined && value.draws < value.allDraws);
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
  }, [worker, key, version, deaths, isDragging]);
  useEffect(
    () => () => {
      stop.current.abort();
      clearTimeout(stillness.current);
    },
    [],
  );
  useEffect(() => {
    if (state.value === undefined || shownMove.current === 0) return;
    const start = shownMove.current;
    shownMove.current = 0;
    const detail = { draws: state.value.draws };
    requestAnimationFrame(() => {
      performance.measure("slider to picture", { start, end: performance.now(), detail });
      // Observers have it; the browser would keep it for ever.
      performance.clearMeasures("slider to picture");
    });
  }, [state]);
  return state;
}
