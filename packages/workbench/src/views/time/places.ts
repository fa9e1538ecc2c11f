/** The parts of the view Time, the dates in it, and the day on which it is. */
import { useMemo } from "react";
import { useHeld } from "../../case/use-case.js";

/** The parts, by their names in the address: `#/time/courses`. The first is that of `#/time`. */
export const parts = [
  { name: "", title: "Timeline" },
  { name: "courses", title: "Courses" },
  { name: "calibration", title: "Calibration" },
  { name: "changes", title: "Changes" },
] as const;

const millisecondsOfDay = 86_400_000;

/** The ISO day on which it is, in UTC as in the ledger. */
export function today(): string {
  return isoOf((performance.timeOrigin + performance.now()) / millisecondsOfDay);
}

/** `2026-06-30` of days since 1970. */
export function isoOf(day: number): string {
  return new Date(Math.floor(day) * millisecondsOfDay).toISOString().slice(0, 10);
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `30 June 2026` of days since 1970. */
export function dayWords(day: number): string {
  const [year = "", month = "", date = ""] = isoOf(day).split("-");
  return `${Number(date)}\u00a0${months[Number(month) - 1]}\u00a0${year}`;
}

/** The names of the folders of published versions. */
export function useVersionNames(): readonly string[] {
  const files = useHeld((held) => held.files);
  return useMemo(() => [...files.keys()].flatMap((path) => /^versions\/([^/]+)\/manifest\.json$/.exec(path)?.[1] ?? []).sort(), [files]);
}
