/** How the results of options moved: means with errors, places in the ranking, and how often each is the best. */
import { benefitsOf, bestShares, sameDimensions, summarise, type Unit } from "@outweigh/engine";
import { marked, type Renaming, renamed } from "./meaning.js";
import type { ObjectiveMove, ObjectiveSide, OptionLevel, OptionMove, ShownUnit, Uncertain } from "./record.js";
import type { SideRun } from "./side-run.js";

/** A number for the record. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** A unit for the record. */
export function shownUnit(unit: Unit | undefined): ShownUnit | null {
  return unit === undefined ? null : { text: unit.text, scale: unit.scale };
}

/** The objectives of both versions, by name, with their options. */
export function objectivesBetween(before: SideRun, after: SideRun, renaming: Renaming): readonly ObjectiveMove[] {
  const [olds, news] = [sidesOf(before), sidesOf(after)];
  const oldByNewName = new Map([...olds].map(([name, side]) => [renamed(name, renaming), { name, side }]));
  const names = [...new Set([...oldByNewName.keys(), ...news.keys()])];
  const moves = names.map((name): ObjectiveMove => {
    const old = oldByNewName.get(name);
    const now = news.get(name);
    const isComparable = old !== undefined && now !== undefined && sameDimension(old.side.unit, now.unit);
    const options = optionsBetween(old?.side, now, renaming, isComparable && isPaired(before, after), isComparable);
    return {
      name,
      ...(old !== undefined && old.name !== name ? { formerly: old.name } : {}),
      ...(old === undefined ? {} : { was: sideRecord(old.side) }),
      ...(now === undefined ? {} : { now: sideRecord(now) }),
      options,
      rankingMoved: old !== undefined && now !== undefined && hasMoved(old.side, now, renaming),
      ...(old !== undefined && now !== undefined && !isComparable ? { incomparable: "different-unit" as const } : {}),
    };
  });
  const key = ({ name, formerly = name }: ObjectiveMove) => (name < formerly ? name : formerly);
  return moves.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** Whether draw by draw both versions rest on the same random numbers, so that noise drops out of their difference. */
function isPaired({ settings: one, effectiveDraws: few }: SideRun, { settings: other, effectiveDraws: fewer }: SideRun): boolean {
  const isSame = one.seed === other.seed && one.draws === other.draws && one.sampling === other.sampling;
  return isSame && few === undefined && fewer === undefined;
}

interface OptionSide {
  readonly label: string;
  readonly level: OptionLevel;
  readonly column: Float64Array;
  readonly share: Float64Array | undefined;
}

interface Side {
  readonly run: SideRun;
  readonly label: string;
  readonly sense: "minimise" | "maximise";
  readonly unit: Unit | undefined;
  readonly place: number;
  readonly options: ReadonlyMap<string, OptionSide>;
  readonly ranking: readonly string[];
}

function sidesOf(run: SideRun): ReadonlyMap<string, Side> {
  const { subject, replicated, errorFactor, compiled } = run;
  const { decision, standings, breachShares } = subject;
  const eligible = standings.map((standing) => standing !== "barred");
  return new Map(
    decision.objectives.map(({ name, label, sense }, place) => {
      const columns = subject.objectives[place]!;
      const shares = bestShares(benefitsOf(subject, place, true).benefits, eligible);
      const summaries = columns.map((column) => summarise(column, replicated));
      const at = (option: number, probability: number) =>
        summaries[option]!.quantiles?.find((each) => each.probability === probability)?.value ?? Number.NaN;
      const sign = sense === "minimise" ? 1 : -1;
      const order = [...decision.options.keys()].filter((option) => eligible[option]);
      order.sort((one, other) => sign * (at(one, 0.5) - at(other, 0.5)));
      const options = decision.options.map((option, index): readonly [string, OptionSide] => {
        const { mean, meanError } = summaries[index]!;
        const share = eligible[index] ? shares[index]! : undefined;
        const best = share && summarise(share, replicated);
        return [
          option.name,
          {
            label: option.label,
            column: columns[index]!,
            share,
            level: {
              mean: uncertain(mean, meanError * errorFactor),
              median: finite(at(index, 0.5)),
              low: finite(at(index, 0.05)),
              high: finite(at(index, 0.95)),
              best: best === undefined ? null : uncertain(best.mean, best.meanError * errorFactor),
              standing: standings[index]!,
              breach: finite(breachShares[index]!),
              rank: eligible[index] ? order.indexOf(index) + 1 : null,
            },
          },
        ];
      });
      const ranking = order.map((option) => decision.options[option]!.name);
      const unit = compiled.lowering.units.get(name);
      return [name, { run, label, sense, unit, place, options: new Map(options), ranking }];
    }),
  );
}

function sideRecord({ label, sense, unit, place, ranking }: Side): ObjectiveSide {
  return { place, label, sense, unit: shownUnit(unit), ranking };
}

function uncertain(value: number, error: number): Uncertain {
  return { value: finite(value), error: finite(error) };
}

function sameDimension(one: Unit | undefined, other: Unit | undefined): boolean {
  const none: Unit = { scale: 1, powers: {}, text: "" };
  return sameDimensions(one ?? none, other ?? none);
}

function optionsBetween(
  was: Side | undefined,
  now: Side | undefined,
  renaming: Renaming,
  paired: boolean,
  isComparable: boolean,
): readonly OptionMove[] {
  const olds = new Map([...(was?.options ?? [])].map(([name, option]) => [renamed(name, renaming), { name, option }]));
  const names = new Set([...olds.keys(), ...(now?.options.keys() ?? [])]);
  const moves = [...names].map((name): OptionMove => {
    const old = olds.get(name);
    const is = now?.options.get(name);
    const label = (is ?? old!.option).label;
    return {
      name,
      ...(old !== undefined && old.name !== name ? { formerly: old.name } : {}),
      label,
      ...(old !== undefined && is !== undefined && old.option.label !== label ? { formerLabel: old.option.label } : {}),
      ...(old === undefined ? {} : { was: old.option.level }),
      ...(is === undefined ? {} : { now: is.level }),
      ...(isComparable && old && is ? { change: changeOf(was!, old.option, now!, is, paired) } : {}),
    };
  });
  const key = ({ name, formerly = name }: OptionMove) => (name < formerly ? name : formerly);
  return moves.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function changeOf(before: Side, was: OptionSide, after: Side, now: OptionSide, paired: boolean): NonNullable<OptionMove["change"]> {
  const between = (old: Float64Array, is: Float64Array, one: Uncertain, other: Uncertain): Uncertain => {
    if (paired) {
      const { mean, meanError } = summarise(
        is.map((value, draw) => value - old[draw]!),
        after.run.replicated && before.run.replicated,
      );
      return uncertain(mean, meanError);
    }
    if (one.value === null || other.value === null) return { value: null, error: null };
    return uncertain(other.value - one.value, Math.sqrt((one.error ?? Number.NaN) ** 2 + (other.error ?? Number.NaN) ** 2));
  };
  return {
    mean: between(was.column, now.column, was.level.mean, now.level.mean),
    best: was.share && now.share ? between(was.share, now.share, was.level.best!, now.level.best!) : null,
  };
}

/** Whether the options that are ranked in both are in another order, or another one is barred. */
function hasMoved(was: Side, now: Side, renaming: Renaming): boolean {
  const old = was.ranking.map((name) => renamed(name, renaming));
  const isIn = (name: string, side: Side, names: Renaming) =>
    [...side.options.keys()].some((each) => marked(renamed(each, names)) === marked(name));
  const shared = (list: readonly string[]) => list.filter((name) => isIn(name, was, renaming) && now.options.has(name));
  return shared(old).join("\n") !== shared(now.ranking).join("\n");
}
