/** A value that changes and tells those who listen: all state of the workbench is kept in these. */
import { useRef, useSyncExternalStore } from "react";

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

/**
 * A part of the value in a component, which is drawn again only when that part changes. `select` gives parts that exist; new objects only together
 * with `isSame`, which tells when they say the same.
 */
export function useSelected<Value, Part>(
  source: Observable<Value>,
  select: (value: Value) => Part,
  isSame: (one: Part, other: Part) => boolean = Object.is,
): Part {
  const last = useRef<{ readonly part: Part }>(undefined);
  return useSyncExternalStore(source.subscribe, () => {
    const part = select(source.get());
    if (last.current === undefined || !isSame(last.current.part, part)) last.current = { part };
    return last.current.part;
  });
}

/** Whether two lists or records have the same members, and these the same members in turn. */
export function areAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isHolder(one) || !isHolder(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && areAlike(one[key], other[key]));
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
