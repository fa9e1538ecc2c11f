/**
 * Days of the Gregorian calendar as numbers since 1970-01-01, and what is a month or ten working days later. No clock and no time zone: a day
 * may have a part, for deadlines in hours.
 */
import type { Lapse } from "./assessment.js";

/** The day of `2026-06-30`, of `2026-06` (its first) or of `2026` (1 January); undefined where there is no such day. */
export function dayOfDate(date: string): number | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date.trim());
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? "1"), Number(found[3] ?? "1")];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return dayOf(year, month, day);
}

/** `2026-06-30` of a day; a part of a day is left out. */
export function dateOfDay(day: number): string {
  const { year, month, date } = partsOf(day);
  return `${`${year}`.padStart(4, "0")}-${two(month)}-${two(date)}`;
}

/** A day this much later, or earlier where `sign` is −1. A month later is the same date, or the last of a month that has no such date. */
export function shifted(day: number, { count, unit }: Lapse, sign: 1 | -1): number {
  if (unit === "hour") return day + (sign * count) / 24;
  if (unit === "day") return day + sign * count;
  if (unit === "week") return day + sign * count * 7;
  if (unit === "working-day") return workingDays(day, count, sign);
  const { year, month, date } = partsOf(day);
  const months = year * 12 + (month - 1) + sign * count * (unit === "year" ? 12 : 1);
  const [newYear, newMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  return dayOf(newYear, newMonth, Math.min(date, daysIn(newYear, newMonth))) + (day - Math.floor(day));
}

/** Monday to Friday count; public holidays are not known. From a weekend the first step leads to the next working day. */
function workingDays(day: number, count: number, sign: 1 | -1): number {
  let at = day;
  for (let left = count; left > 0; ) {
    at += sign;
    if (!isWeekend(at)) left--;
  }
  return at;
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (((Math.floor(day) + 3) % 7) + 7) % 7;
  return weekday > 4;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days from 0000-03-01 in eras of 400 years (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function dayOf(year: number, month: number, date: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const ofEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function partsOf(day: number): { readonly year: number; readonly month: number; readonly date: number } {
  const all = Math.floor(day) + 719_468;
  const era = Math.floor(all / 146_097);
  const ofEra = all - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

function two(number: number): string {
  return `${number}`.padStart(2, "0");
}
