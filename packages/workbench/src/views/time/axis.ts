/** The axis of days that all rows of the timeline share: from the first to the last thing that is dated, today included. */
import type { TimelineAnswer } from "../../work/questions/timeline.js";
import { isoOf } from "./places.js";

/** An axis as wide as its room. */
export interface Axis {
  readonly width: number;
  /** The place of a day, in pixels. */
  x(day: number): number;
  readonly ticks: readonly { readonly day: number; readonly label: string }[];
}

const edge = 14;
/** A label of the axis needs so many pixels. */
const labelRoom = 64;
const steps = [1, 3, 6, 12, 24, 60, 120, 240, 600];
const shortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The axis for these rows. */
export function axisOf({ forecasts, indicators, versions, due, today }: TimelineAnswer, width: number): Axis {
  const days = [
    today,
    ...forecasts.flatMap(({ opened, closes, settled, points }) => [
      opened ?? closes,
      closes,
      settled ?? closes,
      ...points.map(({ day }) => day),
    ]),
    ...indicators.flatMap(({ readings }) => readings.map(({ day }) => day)),
    ...versions.map(({ day }) => day),
    ...due.map(({ day }) => day),
  ];
  const first = days.reduce((least, day) => Math.min(least, day), today);
  const last = Math.max(
    days.reduce((most, day) => Math.max(most, day), today),
    first + 30,
  );
  const room = Math.max(60, width - 2 * edge);
  const x = (day: number) => edge + (room * (day - first)) / (last - first);
  return { width, x, ticks: ticksBetween(first, last, Math.max(2, Math.floor(room / labelRoom))) };
}

/** First days of months, years or decades: as many as there is room for. */
function ticksBetween(first: number, last: number, most: number): Axis["ticks"] {
  const months = (last - first) / 30.44;
  const step = steps.find((each) => months / each <= most) ?? 1200;
  const [year = 0, month = 1] = isoOf(first).split("-").map(Number);
  const begin = Math.ceil((year * 12 + month - 1) / step) * step;
  const ticks: { readonly day: number; readonly label: string }[] = [];
  for (let at = begin; ticks.length <= most + 1; at += step) {
    const [ofYear, ofMonth] = [Math.floor(at / 12), at % 12];
    const day = Date.UTC(ofYear, ofMonth, 1) / 86_400_000;
    if (day > last) break;
    if (day >= first)
      ticks.push({ day, label: ofMonth === 0 ? `${ofYear}` : step >= 12 ? `${ofYear}` : `${shortMonths[ofMonth]}\u00a0${ofYear}` });
  }
  return ticks;
}
