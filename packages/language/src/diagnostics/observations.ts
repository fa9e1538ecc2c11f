/** Diagnostics of observations and conditions: before a run, and of what they leave of its draws. */
import { defineDiagnostic } from "../diagnostic.js";

export const observationVaries = defineDiagnostic<{ what: string; dimension: string; picked: string }>(
  "observation-varies",
  "error",
  ({ what, dimension }) =>
    dimension === "option"
      ? `“${what}” differs between options, and what has been observed happened under one of them.`
      : dimension === "time"
        ? `“${what}” changes in time, and it was observed at one.`
        : `“${what}” has a value for each ${dimension}, and the observation says nothing of which.`,
  ({ picked, dimension }) =>
    `Say ${dimension === "option" ? "under which" : dimension === "time" ? "when" : "which"}: ${picked}.${dimension === "option" ? " Mostly that is the baseline, under which the world has gone on so far." : ""}`,
);

export const observationCertain = defineDiagnostic<{ what: string }>(
  "observation-certain",
  "error",
  ({ what }) => `“${what}” is the same in every draw, so that there is nothing to learn from observing it.`,
  () => "Observe something that the model holds to be uncertain, or that depends on such a thing; a statement on the results is a check.",
);

export const observationImpossible = defineDiagnostic<{ name: string; draws: number; alone: string; distance: string }>(
  "observation-impossible",
  "error",
  ({ name, draws, alone, distance }) =>
    `${alone === "yes" ? `None of the ${group(draws)} draws agrees with the observation “${name}”` : `None of the ${group(draws)} draws agrees with all observations, though some agree with “${name}”`}.${sentence(distance)}`,
  () =>
    "Either it contradicts the model, and one of the two is wrong; or it is so unlikely that the model should say how it can come about. With too small an error nothing agrees either.",
);

export const observationsLeaveFew = defineDiagnostic<{
  name: string;
  left: number;
  alone: number;
  draws: number;
  least: number;
  needed: number;
  distance: string;
}>(
  "observations-leave-few",
  "error",
  ({ name, left, alone, draws, least, distance }) =>
    `The observations leave the equivalent of ${group(left)} of ${group(draws)} draws, and ${least} are the least from which results are shown.${sentence(alone === left ? "" : `“${name}” alone leaves ${group(alone)}.`)}${sentence(distance)}`,
  ({ needed }) =>
    `Take more draws: about ${group(needed)}. But first look whether the observation and the model contradict each other, and whether its error is that small: more draws do not mend that.`,
);

export const conditionRare = defineDiagnostic<{ condition: string; left: number; draws: number; least: number; needed: number }>(
  "condition-rare",
  "error",
  ({ condition, left, draws, least }) =>
    left === 0
      ? `“${condition}” holds in none of the ${group(draws)} draws, so that nothing can be said of what follows from it.`
      : `“${condition}” holds in the equivalent of ${group(left)} of ${group(draws)} draws, and ${least} are the least for a statistic.`,
  ({ left, needed }) =>
    left === 0
      ? "Write a condition that is possible in the model, and think of its unit."
      : `Take more draws, about ${group(needed)}, or write a condition that holds more often.`,
);

/** A whole number with its thousands apart. */
function group(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

function sentence(words: string): string {
  return words === "" ? "" : ` ${words}`;
}
