/** When to act: every decision about a moment that the case has, solved by simulation with regression. */
import { meanError, momentsOf } from "../../statistics/moments.js";
import { defineAnalysis, turn } from "../analysis.js";
import type { DecisionTiming, Means } from "../decision.js";
import { type Estimated, isUnsuitable, type Unsuitable } from "../draws.js";
import { bestStopping, type DatePolicy } from "../least-squares-monte-carlo.js";

/** One date at which may be acted. */
export interface TimedDate {
  /** In years of the calendar. */
  readonly date: number;
  /** The objective of the plan, settled today, to act then. */
  readonly fixed: Estimated;
  /** The share of draws in which the best policy acts then. */
  readonly acting: number;
  /** With one thing known: below or above which value of it there is action, and the share of draws still waiting that this tells rightly. */
  readonly boundary?: NonNullable<DatePolicy["boundary"]>;
}

/** A decision about a moment and its solution. Values are means of the objective in the unit of its node. */
export interface TimingOutcome extends Omit<DecisionTiming, "make"> {
  readonly draws: number;
  readonly dates: readonly TimedDate[];
  /** The objective of never acting, and the share of draws in which the best policy never does. */
  readonly never: { readonly fixed: Estimated; readonly share: number };
  /** The policy on draws from which it was not learnt: on average no better than the best one. */
  readonly value: Estimated;
  /** The same on the draws from which it was learnt: usually better than the truth. */
  readonly inSample: Estimated;
  /** With all known in advance: never worse than the truth. */
  readonly clairvoyant: Estimated;
  /** The best plan settled today; without a date it is never to act. */
  readonly bestFixed: { readonly date?: number; readonly value: Estimated };
  /** How much better the policy is than that plan; positive is better whichever way the objective counts. */
  readonly flexibility: Estimated;
}

/** One entry per decision about a moment; those without an answer are listed with the reason. */
export interface TimingResult {
  readonly timings: readonly TimingOutcome[];
  readonly without: readonly ({ readonly timing: string } & Unsuitable)[];
}

/** More would only make the errors smaller, and every date is a course of its own. */
const mostDraws = 4096;

export const timing = defineAnalysis<TimingResult>({
  name: "timing",
  question: "When is the best moment to act, and what is it worth to wait and see?",
  needs: ["timings"],
  fewestDraws: 100,
  method: "adaptive-pathways",
  holds:
    "`timings`: per decision the `value` of the policy, `bestFixed` (the best plan settled today), `flexibility` (how much better the policy is), `clairvoyant`; per date `fixed`, the share `acting` and, with one thing known, the `boundary`.",
  knownAnswer: "Longstaff and Schwartz’s put; stages by enumeration",
  run: async (subject, means) => {
    const asked = subject.decision.timings ?? [];
    const draws = Math.min(mostDraws, subject.draws);
    const timings: TimingOutcome[] = [];
    const without: ({ readonly timing: string } & Unsuitable)[] = [];
    for (const [index, each] of asked.entries()) {
      await turn(means, index / asked.length);
      const outcome = solved(each, draws, means);
      if (isUnsuitable(outcome)) without.push({ timing: each.name, ...outcome });
      else timings.push(outcome);
    }
    const [first] = without;
    return timings.length === 0 && first !== undefined ? first : { timings, without };
  },
});

function solved({ make, ...timing }: DecisionTiming, draws: number, { settings, signal }: Means): TimingOutcome | Unsuitable {
  const { dates, states, payoffs, never, replicated } = make({ ...settings, draws });
  const sign = timing.sense === "minimise" ? -1 : 1;
  const worth = (column: Float64Array) => (sign < 0 ? column.map((value) => -value) : column);
  const solution = bestStopping(
    {
      actions: [timing.option],
      dates: dates.map((date, index) => ({ name: String(date), states: states[index]!, payoffs: [worth(payoffs[index]!)] })),
      never: worth(never),
    },
    { replicated, ...(signal === undefined ? {} : { signal }) },
  );
  if (isUnsuitable(solution)) return solution;
  const back = ({ value, error }: Estimated): Estimated => ({ value: sign * value || 0, error });
  const estimate = (column: Float64Array): Estimated => {
    const moments = momentsOf(column);
    return { value: moments.mean, error: meanError(moments, replicated) };
  };
  const { bestFixed } = solution;
  return {
    ...timing,
    draws,
    dates: solution.policy.map(({ acting, boundary }, index) => ({
      date: dates[index]!,
      fixed: estimate(payoffs[index]!),
      acting,
      ...(boundary === undefined ? {} : { boundary }),
    })),
    never: { fixed: estimate(never), share: Math.max(0, solution.never) },
    value: back(solution.value),
    inSample: back(solution.inSample),
    clairvoyant: back(solution.clairvoyant),
    bestFixed: { value: back(bestFixed.value), ...(bestFixed.date === undefined ? {} : { date: Number(bestFixed.date) }) },
    flexibility: solution.flexibility,
  };
}
