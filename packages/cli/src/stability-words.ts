/** How a run that was to go on until the decision is settled has ended, in a few sentences. */
import { formatCount } from "@outweigh/brief";
import type { Assessment } from "@outweigh/language";
import { printable } from "./terminal.js";
import type { Stability } from "./until-stable.js";

/** The sentences. */
export function stabilityWords({ options, objectives }: Assessment, stability: Stability): string {
  const { state, draws, looks, open, cap, isMemory } = stability;
  const label = (id: string | undefined) => `“${printable(options.find((option) => option.id === id)?.label ?? id ?? "")}”`;
  const listed = (ids: readonly string[]) =>
    ids
      .map(label)
      .join(", ")
      .replace(/, ([^,]*)$/, " and $1");
  const objective = `“${printable(objectives.find(({ id }) => id === stability.objective)?.label ?? "")}”`;
  const leader = label(stability.leader);
  const made = `${formatCount(draws)} draws`;
  const times = looks === 1 ? "at the first look" : `after ${looks} looks`;
  const probability = shareWords(stability.probability ?? 0);
  switch (state) {
    case "stable":
      return `The decision is settled with ${made}, ${times}: the probability that ${leader} is truly the best on ${objective} is ${probability}.`;
    case "equal":
      return `${listed([stability.leader ?? "", ...open])} are equal on ${objective} in every draw, and nothing is better: no number of draws tells them apart. The run has ${made}.`;
    case "unstable":
      return `The decision is not settled with ${made}, ${isMemory ? "the most that fit the memory" : "the most that were allowed"}: ${leader} leads on ${objective} and is truly the best with a probability of ${probability}, but it cannot be told from ${listed(open)}. They may be as good as equal, so that other grounds can decide${isMemory ? "" : `; or allow more: --cap ${cap * 10}`}.`;
    case "unsuitable":
      return `${problemWords(stability, label)} The run has ${made}.`;
  }
}

function problemWords({ problem }: Stability, label: (id: string | undefined) => string): string {
  switch (problem?.reason) {
    case "no-objective":
      return "There is no decision to settle, because the case has no objective that can be compared over options.";
    case "too-few-options":
      return `There is no decision to settle, because ${problem.have === 1 ? "only one option may be chosen" : "the case has no options"}.`;
    case "all-barred":
      return "There is no decision to settle, because rules bar every option.";
    case "infinite-variance":
      return `More draws will not settle the decision: the difference to ${label(problem.name)} has so heavy a tail that its mean has no reliable error. Bound what causes it, with truncate(…) or a shape with lighter tails, or compare medians.`;
    case "not-finite":
      return `The decision cannot be settled, because ${label(problem.name)} is infinite or not a number in some draws.`;
    case "too-few-draws":
      return `There are too few draws to judge: ${problem.need} are needed.`;
    default:
      return "The decision cannot be judged.";
  }
}

/** A probability near one, with the digits that tell it from one: `99.97 %`. */
function shareWords(probability: number): string {
  if (probability > 0.9999) return "over 99.99 %";
  const percent = 100 * probability;
  return `${percent.toFixed(percent >= 99 ? 2 : percent >= 90 ? 1 : 0)} %`;
}
