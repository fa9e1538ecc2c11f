/** The day or period that a reading is about, as tables write it: days, weeks, months, quarters, years. No clock and no time zone. */
import { isoDay } from "@outweigh/evidence";
import { dayOfDate } from "../calendar.js";

/** A day or period. */
export interface Period {
  /** `2026-11-03`, `2026-W45`, `2026-11`, `2026-Q4` or `2026`. */
  readonly of: string;
  /** Its first day, counted since 1970-01-01. */
  readonly day: number;
}

/**
 * The period that a text names. Of a time (`2026-03-29T02:30+01:00`) it is the day as written, so that no clock change moves it. Undefined for
 * what is no date, for days that do not exist (30 February), and for `05/03/2026`, which means two days.
 */
export function readPeriod(text: string): Period | undefined {
  const stated = text.trim();
  const quarter = /^(\d{4})[ -]?Q([1-4])$/i.exec(stated) ?? swapped(/^Q([1-4])[ -/]?(\d{4})$/i.exec(stated));
  if (quarter) return periodOf(`${quarter[1]}-Q${quarter[2]}`, `${quarter[1]}-${two(Number(quarter[2]) * 3 - 2)}`);
  const week = /^(\d{4})-?W(\d{2})$/i.exec(stated);
  if (week) return weekOf(Number(week[1]), Number(week[2]));
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(stated)) return periodOf(stated, stated);
  const month = /^(\d{4})[/.](\d{2})$/.exec(stated) ?? swapped(/^(\d{2})[/.](\d{4})$/.exec(stated));
  if (month) return periodOf(`${month[1]}-${month[2]}`, `${month[1]}-${month[2]}`);
  const day = isoDay(stated) ?? monthNamed(stated);
  return day === undefined ? undefined : periodOf(day, day);
}

/** `Nov 2026`, `November 2026`. */
function monthNamed(text: string): string | undefined {
  const found = /^(\p{L}{3,12})\.?,? (\d{4})$/u.exec(text);
  return found ? isoDay(`1 ${found[1]} ${found[2]}`)?.slice(0, 7) : undefined;
}

function swapped(found: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  return found ? [found[0], found[2], found[1]] : undefined;
}

function periodOf(of: string, first: string): Period | undefined {
  const day = dayOfDate(first);
  return day === undefined || Number(of.slice(0, 4)) < 1000 ? undefined : { of, day };
}

/** A week of ISO 8601: its Monday; week 1 is the one with 4 January. */
function weekOf(year: number, week: number): Period | undefined {
  const monday = (of: number) => {
    const fourth = dayOfDate(`${`${of}`.padStart(4, "0")}-01-04`) ?? 0;
    return fourth - ((((fourth + 3) % 7) + 7) % 7);
  };
  const day = monday(year) + (week - 1) * 7;
  return year < 1000 || week < 1 || day >= monday(year + 1) ? undefined : { of: `${year}-W${two(week)}`, day };
}

function two(number: number): string {
  return `${number}`.padStart(2, "0");
}
