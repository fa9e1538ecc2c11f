/** Undoing and redoing over all files of a case in the order of time, whichever view made an edit; changes made by others are led around. */
import type { ChangeSet } from "@codemirror/state";

/** A step back or forth: the change that makes it, in the text as it stands when its turn comes. */
export interface HistoryStep {
  readonly path: string;
  readonly changes: ChangeSet;
  /** What was done, for people: "Typing", "New option". */
  readonly label: string;
}

interface Entry extends HistoryStep {
  readonly time: number;
  /** Entries that are one action go back together. */
  readonly group: number;
}

/** Typing within so many milliseconds is one step. */
const togetherWithin = 600;
const mostSteps = 2000;

/** The history of a case. */
export interface CaseHistory {
  /** Notes an edit by its inverse. Edits with the same `group` are one step; typing close in time and place joins by itself. */
  note(path: string, inverse: ChangeSet, label: string, time: number, group?: number): void;
  /** Leads the steps of a file around a change that somebody else made. */
  lead(path: string, changes: ChangeSet): void;
  /** Takes the steps to go back (or forth); each is then to be applied and its inverse noted with `noteBack` or `noteForth`. */
  takeUndo(): readonly HistoryStep[];
  takeRedo(): readonly HistoryStep[];
  noteForRedo(steps: readonly HistoryStep[]): void;
  noteForUndo(steps: readonly HistoryStep[]): void;
  /** What would be undone and redone next, in words. */
  readonly next: { readonly undo: string | undefined; readonly redo: string | undefined };
}

/** An empty history. */
export function openHistory(): CaseHistory {
  let done: Entry[] = [];
  let undone: Entry[] = [];
  let groups = 0;
  const ledAround = (entries: readonly Entry[], path: string, changes: ChangeSet): Entry[] => {
    let theirs = changes;
    const led: Entry[] = [];
    for (const entry of [...entries].reverse()) {
      if (entry.path !== path) led.push(entry);
      else {
        led.push({ ...entry, changes: entry.changes.map(theirs, true) });
        theirs = theirs.map(entry.changes);
      }
    }
    return led.reverse();
  };
  const take = (entries: Entry[]): Entry[] => {
    const last = entries.at(-1);
    if (last === undefined) return [];
    const taken: Entry[] = [];
    while (entries.at(-1)?.group === last.group) taken.push(entries.pop()!);
    return taken;
  };
  const put = (entries: Entry[], steps: readonly HistoryStep[]) => {
    const group = --groups;
    for (const step of steps) entries.push({ ...step, group, time: -Infinity });
  };
  return {
    note: (path, inverse, label, time, group) => {
      undone = [];
      const last = done.at(-1);
      if (
        group === undefined &&
        last !== undefined &&
        last.path === path &&
        last.label === label &&
        time - last.time < togetherWithin &&
        touches(inverse, last.changes)
      ) {
        done[done.length - 1] = { ...last, changes: inverse.compose(last.changes), time };
        return;
      }
      done.push({ path, changes: inverse, label, time, group: group ?? --groups });
      if (done.length > mostSteps) done = done.slice(-mostSteps);
    },
    lead: (path, changes) => {
      done = ledAround(done, path, changes);
      undone = ledAround(undone, path, changes);
    },
    takeUndo: () => take(done),
    takeRedo: () => take(undone),
    noteForRedo: (steps) => put(undone, steps),
    noteForUndo: (steps) => put(done, steps),
    get next() {
      return { undo: done.at(-1)?.label, redo: undone.at(-1)?.label };
    },
  };
}

/** Whether what the later inverse takes back lies beside what the earlier one does. */
function touches(later: ChangeSet, earlier: ChangeSet): boolean {
  let found = false;
  later.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    earlier.iterChangedRanges((fromA, toA) => {
      if (fromB <= toA && fromA <= toB) found = true;
    });
  });
  return found;
}
