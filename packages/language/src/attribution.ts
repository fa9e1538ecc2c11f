/** Why two versions of a case give different results: the change of an objective, option by option, shared out among what was changed. */
import {
  attribute,
  benefitsOf,
  bestShares,
  Cancelled,
  type Decision,
  type DecisionDraws,
  drawDecision,
  drawVariants,
  type Estimated,
  isUnsuitable,
  type Unsuitable,
  type Watch,
} from "@outweigh/engine";
import type { CaseChange } from "./case-changes.js";
import { decisionAlone } from "./decision-model.js";
import type { Compiled } from "./evaluated.js";
import { carriedBy, mixedCase, reachedFrom, structural, type TwoCases, twoCases } from "./mixed-case.js";
import { type CaseSettings, settingsOf } from "./run-case.js";

/** How a change is attributed; all may be left out. */
export interface ChangeSettings extends Watch {
  /** The objective, by its name: the first that both cases have. */
  readonly objective?: string;
  /** Up to so many causes every set of them is evaluated: 7. Beyond, so many random orders are taken, each with its reverse: 8. */
  readonly exactUpTo?: number;
  readonly pairs?: number;
  /** Gives others their turn, so that a signal can come. */
  readonly pause?: () => Promise<void>;
}

/** Results of an objective per option: its mean and the share of draws in which the option is the best that no rule bars. */
export interface OptionResults {
  readonly means: readonly Estimated[];
  readonly best: readonly Estimated[];
}

/** What changed together, and what it accounts for, per option. Errors are those of the simulation and, where orders are sampled, of the sampling. */
export interface ChangeCause extends OptionResults {
  /** One change; several where none of them makes a model without the others. */
  readonly changes: readonly CaseChange[];
  /** Declarations of one case alone that come along, because it uses them. */
  readonly carried: readonly CaseChange[];
  /** What it does to the means when it is made alone. */
  readonly alone: readonly number[];
}

/** A change of results and its causes. The shares of the causes add up to the total, but for rounding. */
export interface ChangeAttribution {
  readonly kind: "attribution";
  readonly objective: { readonly name: string; readonly label: string; readonly sense: "minimise" | "maximise" };
  /** Options that both cases have. */
  readonly options: readonly { readonly name: string; readonly label: string }[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly before: OptionResults;
  readonly after: OptionResults;
  readonly total: OptionResults;
  /** Places of the options that no rule bars, the best mean first. */
  readonly rankingBefore: readonly number[];
  readonly rankingAfter: readonly number[];
  /** The one that moved most first. */
  readonly causes: readonly ChangeCause[];
  /** Changes that the objective does not rest on. */
  readonly idle: readonly CaseChange[];
  readonly isExact: boolean;
  readonly evaluations: number;
  readonly draws: number;
  readonly seed: number;
}

/** Why there is no attribution. */
export interface NotAttributed {
  readonly kind: "not-attributed";
  readonly reason: "errors" | "no-common-objective" | "no-common-option" | "different-unit" | "not-finite";
  /** The objective in question, or the changes after which it has no finite value. */
  readonly name?: string;
}

const replicates = 8;
const [fewestDraws, usualDraws, mostDraws] = [64, 2048, 4096];

/**
 * Shares out the change of an objective from one compiled case to another by Shapley's value. Both are run, and the cases between them, on the same
 * random numbers: streams belong to names. At most 4,096 draws are made, 2,048 unless said.
 */
export async function attributeChange(
  before: Compiled,
  after: Compiled,
  asked: CaseSettings = {},
  settings: ChangeSettings = {},
): Promise<ChangeAttribution | NotAttributed> {
  const subject = subjectOf(before, after, asked, settings.objective);
  if ("kind" in subject) return subject;
  const { two, objective } = subject;
  const reached = reachedFrom(two, [objective.name]);
  const isEffective = ({ kind, key }: CaseChange) =>
    !["data", "quantity", "chance", "precedent", "stock", "objective"].includes(kind) || reached.has(key);
  const effective = two.own.filter(isEffective);
  const groups = groupsOf(two, effective);
  const found = await shared(subject, groups, settings);
  return found ?? (await shared(subject, [effective], settings)) ?? { kind: "not-attributed", reason: "errors" };
}

interface Subject {
  readonly two: TwoCases;
  readonly objective: ChangeAttribution["objective"];
  readonly options: ChangeAttribution["options"];
  readonly settings: Required<CaseSettings>;
}

function subjectOf(before: Compiled, after: Compiled, asked: CaseSettings, wanted: string | undefined): Subject | NotAttributed {
  const refused = (reason: NotAttributed["reason"], name?: string): NotAttributed => ({
    kind: "not-attributed",
    reason,
    ...(name === undefined ? {} : { name }),
  });
  if ([before, after].some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === "error"))) return refused("errors");
  const [old, now] = [decisionAlone(before), decisionAlone(after)];
  const names = new Set(old.objectives.map(({ name }) => name));
  const found = now.objectives.find(({ name }) => names.has(name) && (wanted === undefined || name === wanted));
  if (found === undefined) return refused("no-common-objective", wanted);
  const { name, label, sense } = found;
  if (!sameDimension(before, after, name)) return refused("different-unit", name);
  const earlier = new Set(old.options.map((option) => option.name));
  const options = now.options.filter((option) => earlier.has(option.name));
  if (options.length === 0) return refused("no-common-option");
  const { seed, sampling } = settingsOf(after, asked);
  const draws = Math.min(mostDraws, Math.max(fewestDraws, asked.draws ?? usualDraws));
  return {
    two: twoCases(before, after),
    objective: { name, label, sense },
    options,
    settings: { seed, sampling, draws: draws - (draws % replicates) },
  };
}

function sameDimension(before: Compiled, after: Compiled, name: string): boolean {
  const [old, now] = [before, after].map(({ lowering }) =>
    Object.entries(lowering.units.get(name)?.powers ?? {}).filter(([, power]) => power !== 0),
  );
  return old!.length === now!.length && old!.every(([base, power]) => now!.some(([other, its]) => other === base && its === power));
}

/** Changes that make a model alone, and without which the others make one; all that do not are one change. */
function groupsOf(two: TwoCases, changes: readonly CaseChange[]): readonly (readonly CaseChange[])[] {
  const all = new Set(changes.map(({ key }) => key));
  const isModel = (keys: Iterable<string>) => mixedCase(two, new Set(keys)) !== undefined;
  const fits = ({ key }: CaseChange) => isModel([key]) && isModel([...all].filter((each) => each !== key));
  const alone = changes.filter((change) => !structural.has(change.kind) && fits(change));
  const together = changes.filter((change) => !alone.includes(change));
  const keys = together.map(({ key }) => key);
  if (together.length > 0 && !(isModel(keys) && isModel(alone.map(({ key }) => key)))) return [changes];
  return [...alone.map((change) => [change]), ...(together.length > 0 ? [together] : [])];
}

/** The attribution over these groups; undefined where some case between the two makes no model. */
async function shared(
  { two, objective, options, settings }: Subject,
  groups: readonly (readonly CaseChange[])[],
  { exactUpTo = 7, pairs = 8, pause, signal, onProgress }: ChangeSettings,
): Promise<ChangeAttribution | NotAttributed | undefined> {
  let isModel = true;
  const posed = (made: readonly string[]): Posed | undefined => {
    const mixed = isModel ? mixedCase(two, new Set(made)) : undefined;
    const found = mixed && posedAs(mixed, objective.name, options);
    isModel = found !== undefined;
    return found;
  };
  const evaluate = (made: readonly string[]): Evaluation | undefined => {
    const asked = posed(made);
    return asked && evaluated(asked, drawDecision(asked.decision, settings), settings);
  };
  const watch = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  const changes = groups
    .map((group, place) => ({ name: String(place), inputs: group.map(({ key }) => key) }))
    .filter(({ inputs }) => inputs.length > 0);
  const everything = changes.flatMap(({ inputs }) => inputs);
  const first = evaluate([]);
  const last = everything.length === 0 ? first : evaluate(everything);
  if (first === undefined || last === undefined) return undefined;
  const known = new Map<string, readonly number[]>();
  const turn = async () => {
    await pause?.();
    if (signal?.aborted) throw new Cancelled();
  };
  /** All sets at once: one program serves those that differ in their inputs alone. */
  const evaluateAll = async (): Promise<void> => {
    const sets = setsOf(changes.map(({ inputs }) => inputs)).slice(1, -1);
    const base = posed([]);
    for (let at = 0; at < sets.length && isModel && base !== undefined; at += setsAtOnce) {
      const asked = sets.slice(at, at + setsAtOnce).flatMap((made) => {
        const found = posed(made);
        return found === undefined ? [] : [{ made, found }];
      });
      if (!isModel) return;
      const done = (share: number) => onProgress?.(at + share * asked.length, sets.length);
      const decisions = asked.map(({ found }) => found.decision);
      const drawn = await drawVariants(base.decision, decisions, { settings, pause: turn, onProgress: done });
      for (const [place, { made, found }] of asked.entries()) known.set(made.join("\n"), evaluated(found, drawn[place]!, settings).results);
    }
  };
  const isWhole = changes.length > 1 && changes.length <= exactUpTo;
  if (isWhole) await evaluateAll();
  if (!isModel) return undefined;
  const resultsBetween = async (made: readonly string[]): Promise<readonly number[]> => {
    if (made.length === 0) return first.results;
    if (made.length === everything.length) return last.results;
    const before = known.get(made.join("\n"));
    if (before !== undefined) return before;
    await pause?.();
    return evaluate(made)?.results ?? first.results;
  };
  const found =
    changes.length === 0
      ? { shares: [], isExact: true, evaluations: 1 }
      : await attribute(changes, resultsBetween, { exactUpTo, pairs, seed: settings.seed, ...(isWhole ? {} : watch) });
  if (!isModel) return undefined;
  if (isUnsuitable(found)) return notFinite(found);
  if (![...first.results, ...last.results].every(Number.isFinite))
    return { kind: "not-attributed", reason: "not-finite", name: objective.name };
  const factor = Math.max(first.errorFactor, last.errorFactor);
  const resultsOf = (shares: readonly Estimated[]): OptionResults => ({
    means: options.map((_, option) => estimateAt(shares, option * perOption, factor)),
    best: options.map((_, option) => estimateAt(shares, option * perOption + replicates + 1, factor)),
  });
  const certain = (values: readonly number[]) => resultsOf(values.map((value) => ({ value, error: 0 })));
  const causes = found.shares.map(({ change, share, alone }): ChangeCause => {
    const group = groups[Number(change)]!;
    const names = new Set(group.flatMap((each) => [...carriedBy(two, each)]));
    return {
      changes: group,
      carried: [...names].flatMap((name) => two.carried.get(name) ?? []),
      ...resultsOf(share),
      alone: options.map((_, option) => alone[option * perOption]!),
    };
  });
  const size = ({ means }: ChangeCause) => Math.max(...means.map(({ value }) => Math.abs(value)));
  const told = new Set(causes.flatMap((cause) => [...cause.changes, ...cause.carried]));
  const isIn = ({ assessment }: Compiled, id: string) => assessment.options.some((option) => option.id === id);
  return {
    kind: "attribution",
    objective,
    options,
    added: two.after.assessment.options.flatMap(({ id, label }) => (isIn(two.before, id) ? [] : [label])),
    removed: two.before.assessment.options.flatMap(({ id, label }) => (isIn(two.after, id) ? [] : [label])),
    before: certain(first.results),
    after: certain(last.results),
    total: certain(last.results.map((value, place) => value - first.results[place]!)),
    rankingBefore: first.ranking,
    rankingAfter: last.ranking,
    causes: causes.sort((one, other) => size(other) - size(one)),
    idle: two.changes.filter((change) => !told.has(change)),
    isExact: found.isExact,
    evaluations: found.evaluations,
    draws: settings.draws,
    seed: settings.seed,
  };
}

function notFinite({ name }: Unsuitable): NotAttributed {
  return { kind: "not-attributed", reason: "not-finite", ...(name === undefined ? {} : { name }) };
}

/** Per option: the mean and the means of its replicates, and the same of the share of draws in which it is the best. */
const perOption = 2 * (replicates + 1);

interface Evaluation {
  readonly results: readonly number[];
  readonly ranking: readonly number[];
  readonly errorFactor: number;
}

/** A case in between as a decision on one objective, and where in it the options are that both cases have. */
interface Posed {
  readonly decision: Decision;
  readonly places: readonly number[];
}

function posedAs(compiled: Compiled, objective: string, wanted: ChangeAttribution["options"]): Posed | undefined {
  const decision = decisionAlone(compiled);
  const objectives = decision.objectives.filter(({ name }) => name === objective);
  const places = wanted.map(({ name }) => decision.options.findIndex((option) => option.name === name));
  return objectives.length === 0 || places.includes(-1) ? undefined : { decision: { ...decision, objectives, inputs: [] }, places };
}

/** So many sets are evaluated at once. */
const setsAtOnce = 32;

/** Every set of some lists, put together: the empty one first, all of them last. */
function setsOf(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** lists.length }, (_, set) => lists.flatMap((list, place) => ((set >> place) & 1 ? list : [])));
}

function evaluated({ places }: Posed, subject: DecisionDraws, settings: Required<CaseSettings>): Evaluation {
  const eligible = subject.standings.map((standing) => standing !== "barred");
  const { benefits } = benefitsOf(subject, 0, true);
  const best = bestShares(benefits, eligible);
  const results = places.flatMap((place) => [...inReplicates(subject.objectives[0]?.[place]), ...inReplicates(best[place])]);
  const worth = places.map((place) => inReplicates(benefits[place])[0]!);
  const ranked = [...places.keys()].filter((option) => eligible[places[option]!]);
  return {
    results,
    ranking: ranked.sort((one, other) => worth[other]! - worth[one]!),
    errorFactor: Math.sqrt(settings.draws / (subject.effectiveDraws ?? settings.draws)),
  };
}

/** The mean of a column, and that of each of its replicates. */
function inReplicates(column: Float64Array | undefined): readonly number[] {
  const sums = new Float64Array(replicates);
  if (column === undefined) return [Number.NaN, ...sums];
  for (let draw = 0; draw < column.length; draw++) sums[draw % replicates]! += column[draw]!;
  const means = Array.from(sums, (sum) => (sum * replicates) / column.length);
  return [means.reduce((sum, mean) => sum + mean, 0) / replicates, ...means];
}

/** A result with both its errors: that of the sampled orders, and that of the simulation from the replicates. */
function estimateAt(shares: readonly Estimated[], place: number, factor: number): Estimated {
  const { value, error } = shares[place]!;
  const each = shares.slice(place + 1, place + 1 + replicates);
  const squares = each.reduce((sum, share) => sum + (share.value - value) ** 2, 0);
  return { value, error: Math.sqrt(error ** 2 + (factor ** 2 * squares) / (replicates * (replicates - 1))) };
}
