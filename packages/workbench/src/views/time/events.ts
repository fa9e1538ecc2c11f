/** Everything that the timeline shows, in the order in which it happened or will, for reading. */
import { addressOf } from "../../shell/address.js";
import type { TimelineAnswer } from "../../work/questions/timeline.js";

/** Something on a day. */
export interface TimelineEvent {
  readonly key: string;
  readonly day: number;
  readonly words: string;
  readonly detail: string;
  readonly href: string | undefined;
}

/** The events, earliest first. */
export function eventsOf({ forecasts, indicators, versions }: TimelineAnswer): readonly TimelineEvent[] {
  const names = versions.map(({ name }) => name);
  const events = [
    ...forecasts.flatMap(({ id, question, opened, closes, settled, outcome, standing, points }) => {
      const href = addressOf("time", `forecast/${id}`);
      const at = (kind: string, day: number, words: string, detail = "") => ({ key: `${id} ${kind}`, day, words, detail, href });
      return [
        ...(opened === undefined ? [] : [at("opened", opened, `Opened: ${question}`)]),
        ...points.map(({ day, by, words, reason }, place) => at(`${place}`, day, `${by} says ${words}: ${question}`, reason)),
        ...(standing === "open" || standing === "due" ? [at("closes", closes, `Closes: ${question}`)] : []),
        ...(settled === undefined ? [] : [at("settled", settled, `Settled as ${outcome ?? "ambiguous"}: ${question}`)]),
      ];
    }),
    ...indicators.flatMap(({ id, label, readings }) =>
      readings.map(({ day, words, passed }, place) => ({
        key: `${id} ${place}`,
        day,
        words: `${label}: ${words}`,
        detail: passed ? "The threshold is passed." : "",
        href: undefined,
      })),
    ),
    ...versions.map(({ name, day, by, moves }, place) => ({
      key: `version ${name}`,
      day,
      words: `Version ${name} published by ${by}`,
      detail: moves
        .map(({ of, was, now, reason }) => `${of}: ${was || "–"} → ${now || "no longer stated"}${reason && ` (${reason})`}`)
        .join("; "),
      href: place === 0 ? undefined : addressOf("time", "changes", { before: names[place - 1]!, after: name }),
    })),
  ];
  return events.toSorted((one, other) => one.day - other.day);
}
