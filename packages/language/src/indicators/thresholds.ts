/** Whether a reading passes the threshold of its indicator, and whether it is near. */
import { shifted } from "../calendar.js";
import { readPeriod } from "./periods.js";
import type { StatedIndicator } from "./stated.js";

/** A reading as thresholds see it: in the unit of the indicator as written, and its first day since 1970-01-01. */
export interface DatedNumber {
  readonly value: number;
  readonly day: number;
}

/** So near to a threshold, as a share of its distance from nothing, is near. */
const nearShare = 0.1;

/**
 * Whether the last of these readings, by rising day, passes the threshold; null where that cannot be said. A rise or fall is that since the
 * reading before, or since the lowest or highest of the readings within the time before; a share of nothing or of less cannot be told.
 */
export function isPassed({ limit, unit }: Pick<StatedIndicator, "limit" | "unit">, readings: readonly DatedNumber[]): boolean | null {
  const last = readings.at(-1);
  if (!limit || !last) return null;
  if (limit.kind === "above") return last.value * unit.scale > limit.value;
  if (limit.kind === "below") return last.value * unit.scale < limit.value;
  const change = changeOf({ limit, unit }, readings);
  return change === undefined ? null : change >= limit.value * (1 - 1e-12);
}

/** How far the last reading has risen, or fallen, in base units or as a share; undefined where there is nothing to compare with. */
function changeOf({ limit, unit }: Pick<StatedIndicator, "limit" | "unit">, readings: readonly DatedNumber[]): number | undefined {
  const last = readings.at(-1);
  if (!limit || !last) return undefined;
  const sign = limit.kind === "rises" ? 1 : -1;
  const before = readings.slice(0, -1);
  const since = limit.within === undefined ? undefined : shifted(last.day, limit.within, -1);
  const compared = since === undefined ? before.slice(-1) : before.filter(({ day }) => day >= since);
  if (compared.length === 0) return undefined;
  const from = compared.reduce((best, { value }) => (sign * value < sign * best ? value : best), compared[0]!.value);
  const change = sign * (last.value - from);
  if (!limit.isShare) return change * unit.scale;
  return from > 0 ? change / from : undefined;
}

/** Whether the last reading has not passed the threshold and is within a tenth of it, or would pass it if it moved on as it did last. */
export function isNear(stated: Pick<StatedIndicator, "limit" | "unit">, readings: readonly DatedNumber[]): boolean {
  const { limit, unit } = stated;
  const last = readings.at(-1);
  if (!limit || !last || isPassed(stated, readings) !== false) return false;
  if (limit.kind === "rises" || limit.kind === "falls") return (changeOf(stated, readings) ?? 0) >= limit.value * (1 - nearShare);
  const value = last.value * unit.scale;
  if (Math.abs(value - limit.value) <= nearShare * Math.abs(limit.value)) return true;
  const before = readings.at(-2);
  if (!before) return false;
  const next = value + (last.value - before.value) * unit.scale;
  return limit.kind === "above" ? next > limit.value : next < limit.value;
}

/** The day of the period that a reading is about; undefined where it is none. */
export function dayOfPeriod(of: string): number | undefined {
  return readPeriod(of)?.day;
}
