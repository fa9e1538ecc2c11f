/** Days and times as they are typed on the command line. Days are days of UTC, so that a day is the same for all who forecast. */
import { isRuleProblem, isTime, typedDay } from "@outweigh/language";
import { type Problem, problem } from "../problem.js";

/** The ISO day of a time in milliseconds since 1970. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** When something was said: now, on a day that is past, or at a time with its zone. What lies in the future is refused. */
export function timeOf(typed: string | undefined, now: number): string | Problem {
  const present = new Date(now).toISOString();
  if (typed === undefined) return present;
  const zoned = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})$/i.exec(typed.trim());
  if (!zoned && /^\d{4}-\d{2}-\d{2}[T ]/.test(typed.trim()))
    return problem(
      `“${typed}” does not say in which time zone.`,
      "Write the day alone, or end the time with Z or +02:00, like 2026-11-01T09:30+01:00.",
    );
  const day = typedDay(zoned?.[1] ?? typed);
  if (isRuleProblem(day)) return problem(`--at: ${day.problem}.`, day.remedy);
  if (!zoned) {
    if (day > present.slice(0, 10)) return future("--at", day, present);
    return day === present.slice(0, 10) ? present : `${day}T00:00:00Z`;
  }
  const [, , time, seconds = ":00", zone = "Z"] = zoned;
  const at = Date.parse(`${day}T${time}${seconds}${zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`);
  const written = Number.isNaN(at) ? "" : new Date(at).toISOString();
  if (!isTime(written)) return problem(`“${typed}” is no time.`, "Write it like 2026-11-01T09:30Z.");
  return at > now ? future("--at", typed, present) : written;
}

/** The day on which something was settled: today unless said; not in the future. */
export function settledDay(typed: string | undefined, now: number): string | Problem {
  const today = dayOf(now);
  if (typed === undefined) return today;
  const day = typedDay(typed);
  if (isRuleProblem(day)) return problem(`--on: ${day.problem}.`, day.remedy);
  return day > today ? future("--on", day, `${today}T`) : day;
}

function future(option: string, said: string, present: string): Problem {
  return problem(
    `${option}: ${said} lies in the future; today is ${present.slice(0, 10)} (UTC).`,
    "Give a day that is past, or leave the option out for now.",
  );
}
