/** A value that changes and tells those who listen: all state of the workbench is kept in these. */
import { useSyncExternalStore } from "react";

/** A value, how it changes, and who is told. */
export interface Observable<Value> {
  get(): Value;
  set(value: Value): void;
  update(change: (value: Value) => Value): void;
  subscribe(listener: () => void): () => void;
}

/** Makes one. */
export function observable<Value>(first: Value): Observable<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  const set = (next: Value) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The present value in a component, which is drawn again when it changes. */
export function useObservable<Value>(source: Observable<Value>): Value {
  return useSyncExternalStore(source.subscribe, source.get);
}

/** A part of the value in a component, which is drawn again only when that part changes. `select` gives parts that exist, never new objects. */
export function useSelected<Value, Part>(source: Observable<Value>, select: (value: Value) => Part): Part {
  return useSyncExternalStore(source.subscribe, () => select(source.get()));
}
