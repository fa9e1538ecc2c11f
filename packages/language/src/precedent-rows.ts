/** The rows of a reference class, of whatever kind they are. */
import type { Assessment, PrecedentCase, PrecedentDeclaration, Reason } from "./assessment.js";

/** Every row, cases that are left out among them. */
export function allRows({ rows, ratios = [], events = [] }: PrecedentDeclaration): readonly PrecedentCase[] {
  return [...rows, ...ratios, ...events];
}

/** The rows that count. */
export function countedRows({ rows, ratios = [], events = [] }: PrecedentDeclaration): readonly PrecedentCase[] {
  return [...rows.filter((row) => row.outcome !== "excluded"), ...ratios, ...events];
}

/** How much a class rests on: its trials, its ratios, or its events. */
export function sizeOfClass({ rows, ratios, events }: PrecedentDeclaration): number {
  if (ratios) return ratios.length;
  if (events) return events.reduce((sum, row) => sum + row.events, 0);
  return rows.reduce((sum, row) => sum + (row.outcome === "excluded" ? 0 : row.trials), 0);
}

/** The reasons why chances and quantities are not what their precedents say. */
export function departures({ chances, quantities }: Assessment): readonly { readonly because: readonly Reason[] }[] {
  return [...chances, ...quantities].flatMap(({ departs }) => departs ?? []);
}
