/**
 * When to act, by simulation with regression (Longstaff and Schwartz 2001): from the last date back, acting is compared with what waiting is expected
 * to bring given the state, and both expectations are learnt from simulated paths. The policy is judged on paths from which it was not learnt.
 */
import { meanError, momentsOf } from "../statistics/moments.js";
import type { Estimated, Unsuitable } from "./draws.js";
import { rowOrder } from "./row-order.js";
import { fitStates } from "./state-regression.js";
import { noteProgress, type Watch } from "./watch.js";

/**
 * A decision that is taken once, at one of several dates, by one of several actions, or never. All columns are over the same paths; worths
 * are better the higher, and discounted to one time.
 */
export interface StoppingProblem {
  readonly actions: readonly string[];
  /** The dates in their order. */
  readonly dates: readonly StoppingDate[];
  /** The worth of never acting: 0 where it is left out. */
  readonly never?: Float64Array;
}

/** One date at which may be acted. */
export interface StoppingDate {
  readonly name: string;
  /** What is known then, a column per variable; none, or constant ones, where nothing has been learnt. */
  readonly states: readonly Float64Array[];
  /** Per action the worth of taking it now. */
  readonly payoffs: readonly Float64Array[];
  /** Per path whether acting comes into question now, by what is known now. All do where it is left out. */
  readonly eligible?: ArrayLike<number | boolean>;
}

/** How expectations are learnt; all may be left out. */
export interface StoppingSettings extends Watch {
  /** The degree of the polynomial in the state: 3. */
  readonly degree?: number;
  /** Whether what acting now brings is known when it is done, as in an option on a share. Otherwise it is an expectation given the state, too. */
  readonly payoffsAreKnown?: boolean;
  /** Whether path j belongs to replicate j % 8 of a randomised sequence. */
  readonly replicated?: boolean;
}

/** What is done at a date, as shares of all paths. */
export interface DatePolicy {
  readonly date: string;
  readonly acting: number;
  readonly byAction: readonly number[];
  /** With one state variable: the value below or above which there is action, and the share of paths still waiting that it tells rightly. */
  readonly boundary?: { readonly at: number; readonly acts: "below" | "above"; readonly agreement: number };
}

/** The worth of acting when it is best, by the policy that was learnt. */
export interface StoppingValue {
  /** On paths from which the policy was not learnt (halves, each judged by the policy of the other): on average no higher than the truth. */
  readonly value: Estimated;
  /** On the paths from which it was learnt: usually higher than the truth. */
  readonly inSample: Estimated;
  /** With all known in advance: never lower than the truth. */
  readonly clairvoyant: Estimated;
  /** The best plan that waits for nothing: an action at a date, or neither for never. */
  readonly bestFixed: { readonly date?: string; readonly action?: string; readonly value: Estimated };
  /** The value less that of the best fixed plan, on the same paths. */
  readonly flexibility: Estimated;
  readonly policy: readonly DatePolicy[];
  readonly never: number;
}

/** The fewest paths from which a policy is learnt. */
export const leastPaths = 100;

/** Finds the best dates and actions. Refused: no dates, too few paths, columns that are not finite. */
export function bestStopping(problem: StoppingProblem, settings: StoppingSettings = {}): StoppingValue | Unsuitable {
  const { dates, actions } = problem;
  const count = dates[0]?.payoffs[0]?.length ?? 0;
  const never = problem.never ?? new Float64Array(count);
  if (dates.length === 0) return { kind: "unsuitable", reason: "no-time" };
  if (actions.length === 0) return { kind: "unsuitable", reason: "too-few-options", have: 0, need: 1 };
  for (const { name, payoffs, states } of dates) {
    if (payoffs.length !== actions.length) throw new Error(`At ${name} there are ${payoffs.length} payoffs, not ${actions.length}.`);
    if ([...payoffs, ...states, never].some((column) => column.length !== count)) throw new Error(`Columns of ${name} differ in length.`);
    if (![...payoffs, ...states, never].every((column) => column.every(Number.isFinite)))
      return { kind: "unsuitable", reason: "not-finite", name };
  }
  if (count < leastPaths) return { kind: "unsuitable", reason: "too-few-draws", have: count, need: leastPaths };
  const steps = 3 * dates.length;
  let done = 0;
  const solve = (learnt: (path: number) => boolean) =>
    backwards(problem, never, learnt, settings, () => noteProgress(settings, ++done, steps));
  const halves = [0, 1].map((half) => solve((path) => halfOf(path) === half));
  const whole = solve(() => true);
  const estimate = (column: Float64Array): Estimated => {
    const moments = momentsOf(column);
    return { value: moments.mean, error: meanError(moments, settings.replicated ?? false) };
  };
  const crossed = never.map((_, path) => halves[1 - halfOf(path)]!.worth[path]!);
  const plans = [
    { value: estimate(never), column: never },
    ...dates.flatMap(({ name, payoffs }) =>
      actions.map((action, k) => ({ date: name, action, value: estimate(payoffs[k]!), column: payoffs[k]! })),
    ),
  ];
  const { column, ...bestFixed } = plans.reduce((best, plan) => (plan.value.value > best.value.value ? plan : best));
  const best = never.map((value, path) =>
    dates.reduce(
      (most, { payoffs, eligible }) =>
        isEligible(eligible, path) ? payoffs.reduce((high, one) => Math.max(high, one[path]!), most) : most,
      value,
    ),
  );
  const policy = dates.map((date, place) => policyAt(date, place, whole, actions.length));
  return {
    value: estimate(crossed),
    inSample: estimate(whole.worth),
    clairvoyant: estimate(best),
    bestFixed,
    flexibility: estimate(crossed.map((value, path) => value - column[path]!)),
    policy,
    never: 1 - policy.reduce((sum, { acting }) => sum + acting, 0),
  };
}

/** Pairs of paths, and halves of the eight replicates, stay together. */
function halfOf(path: number): number {
  return (path >>> 2) & 1;
}

function isEligible(eligible: ArrayLike<number | boolean> | undefined, path: number): boolean {
  return eligible === undefined || Boolean(eligible[path]);
}

interface Learnt {
  readonly worth: Float64Array;
  /** Per path the number of the date of action and that of the action; beyond the last date for never. */
  readonly when: Int32Array;
  readonly what: Int32Array;
}

/** Learns a policy from some paths and follows it on all. */
function backwards(
  { dates }: StoppingProblem,
  never: Float64Array,
  isLearntFrom: (path: number) => boolean,
  { degree = 3, payoffsAreKnown = false }: StoppingSettings,
  note: () => void,
): Learnt {
  const worth = never.slice();
  const when = new Int32Array(worth.length).fill(dates.length);
  const what = new Int32Array(worth.length).fill(-1);
  const all = Uint32Array.from(worth, (_, path) => path);
  for (let place = dates.length - 1; place >= 0; place--) {
    const { states, payoffs, eligible } = dates[place]!;
    const paths = all.filter((path) => isEligible(eligible, path) && isLearntFrom(path));
    if (paths.length > 0) {
      const [waiting, ...fitted] = fitStates(states, payoffsAreKnown ? [worth] : [worth, ...payoffs], paths, degree);
      const expected = payoffsAreKnown ? payoffs.map((column) => (path: number) => column[path]!) : fitted;
      // Waiting is learnt before any worth of this date is written, and predictions do not read worths.
      for (let path = 0; path < worth.length; path++) {
        if (!isEligible(eligible, path)) continue;
        let best = -1;
        let most = waiting!(path);
        for (let action = 0; action < payoffs.length; action++) {
          const value = expected[action]!(path);
          if (value > most) {
            most = value;
            best = action;
          }
        }
        if (best < 0) continue;
        worth[path] = payoffs[best]![path]!;
        when[path] = place;
        what[path] = best;
      }
    }
    note();
  }
  return { worth, when, what };
}

function policyAt({ name, states, eligible }: StoppingDate, place: number, { when, what }: Learnt, actions: number): DatePolicy {
  const byAction = new Array<number>(actions).fill(0);
  for (let path = 0; path < when.length; path++) if (when[path] === place) byAction[what[path]!]! += 1 / when.length;
  const acting = byAction.reduce((sum, share) => sum + share, 0);
  const boundary = states.length === 1 && acting > 0 ? boundaryOf(states[0]!, place, when, eligible) : undefined;
  return { date: name, acting, byAction, ...(boundary && { boundary }) };
}

/** The value of a state that best tells the paths that act at a date from those that could act and wait. */
function boundaryOf(
  state: Float64Array,
  place: number,
  when: Int32Array,
  eligible: ArrayLike<number | boolean> | undefined,
): DatePolicy["boundary"] {
  const order = rowOrder(state).filter((path) => when[path]! >= place && isEligible(eligible, path));
  const acting = order.reduce((sum, path) => sum + (when[path] === place ? 1 : 0), 0);
  if (acting === order.length) return undefined;
  let [actingBelow, most] = [0, -1];
  let boundary: DatePolicy["boundary"];
  for (let below = 1; below < order.length; below++) {
    if (when[order[below - 1]!] === place) actingBelow++;
    const [last, next] = [state[order[below - 1]!]!, state[order[below]!]!];
    if (last === next) continue;
    const right = actingBelow + (order.length - below) - (acting - actingBelow);
    const agreed = Math.max(right, order.length - right);
    if (agreed <= most) continue;
    most = agreed;
    boundary = { at: last + (next - last) / 2, acts: right === agreed ? "below" : "above", agreement: agreed / order.length };
  }
  return boundary;
}
