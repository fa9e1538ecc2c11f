/** What differs between two versions of an assessment, in its declarations, its text and its results, and why. */
import { Cancelled, type CancelSignal } from "@outweigh/engine";
import type { ChangeSettings } from "../attribution.js";
import type { Compiled } from "../evaluated.js";
import type { CaseSettings } from "../run-case.js";
import { causesBetween } from "./causes.js";
import { byPlace, itemsBetween, withWords } from "./items.js";
import { type Renaming, reversed } from "./meaning.js";
import { proseBetween } from "./prose-changes.js";
import type {
  CauseShare,
  ComparedSide,
  Difference,
  DifferenceItem,
  ObjectiveMove,
  OptionMove,
  StatementMove,
  Uncertain,
} from "./record.js";
import { objectivesBetween } from "./results.js";
import { type MakeRun, runHere, runSide, type SideRun } from "./side-run.js";
import { statementsMoved } from "./statements.js";
import { statedBlocks } from "./statements-of-blocks.js";

/** A version to be compared. `copies` are the SHA-256 of its source copies by the name of the source, where they are known. */
export interface CompiledSide {
  readonly name: string;
  readonly compiled: Compiled;
  readonly copies?: ReadonlyMap<string, string>;
}

/** How versions are compared; all may be left out. */
export interface DifferenceSettings extends CaseSettings, ChangeSettings {
  /** False: the text alone, nothing is computed. */
  readonly isRun?: boolean;
  /** Makes a run; in this thread unless given. */
  readonly make?: MakeRun;
  readonly signal?: CancelSignal;
}

/** Compares two versions. Each is run under its own seed and draws unless these are given. */
export async function differenceOf(before: CompiledSide, after: CompiledSide, settings: DifferenceSettings = {}): Promise<Difference> {
  const { isRun = true, make = runHere, seed, draws, sampling, ...watch } = settings;
  const asked: CaseSettings = {
    ...(seed === undefined ? {} : { seed }),
    ...(draws === undefined ? {} : { draws }),
    ...(sampling && { sampling }),
  };
  const isKnown = (id: string) => before.copies?.has(id) === true && after.copies?.has(id) === true;
  const [old, now] = [before, after].map(({ compiled, copies = new Map<string, string>() }) =>
    statedBlocks(compiled.assessment, new Map([...copies].filter(([id]) => isKnown(id)))),
  );
  const { items, renaming } = itemsBetween(old!.blocks, now!.blocks);
  const prose = proseBetween(before.compiled.assessment, after.compiled.assessment, renaming);
  const isRunnable = ({ compiled }: CompiledSide) => isRun && errorsOf(compiled) === 0;
  const runOf = async (own: CompiledSide, other: CompiledSide, names: Renaming) => {
    if (settings.signal?.aborted) throw new Cancelled();
    return isRunnable(own) && isRunnable(other) ? runSide(own.compiled, other.compiled.assessment, names, asked, make) : undefined;
  };
  const [was, is] = [await runOf(before, after, reversed(renaming)), await runOf(after, before, renaming)];
  const reason = !isRun ? "not-asked" : isRunnable(before) && isRunnable(after) ? "no-draws" : "errors";
  const text = {
    before: sideOf(before, was, reason),
    after: sideOf(after, is, reason),
    items,
    prose,
  };
  if (was === undefined || is === undefined) return { ...text, causes: { kind: "none", reason } };
  return {
    ...text,
    objectives: objectivesBetween(was, is, renaming),
    causes: await causesBetween(before.compiled, after.compiled, renaming, asked, watch),
    statements: { before: statementsMoved(was, is, old!.passages, true), after: statementsMoved(is, was, now!.passages, false) },
  };
}

function errorsOf({ diagnostics }: Compiled): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}

/** `reason` is why one of the two was not run; the side that it is about says it. */
function sideOf({ name, compiled }: CompiledSide, run: SideRun | undefined, reason: NonNullable<ComparedSide["without"]>): ComparedSide {
  const { assessment, inputsHash } = compiled;
  const errors = errorsOf(compiled);
  const isReason = run === undefined && (reason !== "errors" || errors > 0);
  return {
    name,
    case: assessment.case.id,
    label: assessment.case.label,
    question: assessment.case.question,
    inputsHash,
    errors,
    ...(run && { run: { ...run.settings, ...(run.effectiveDraws === undefined ? {} : { effectiveDraws: run.effectiveDraws }) } }),
    ...(isReason ? { without: reason } : {}),
  };
}

/** Whether two versions say the same, apart from layout and order. */
export function isSame({ items, prose }: Difference): boolean {
  return items.length === 0 && prose.length === 0;
}

/** The difference with the versions exchanged: what `differenceOf` gives for them the other way round. */
export function mirrorOf(difference: Difference): Difference {
  const { before, after, items, prose, objectives, causes, statements } = difference;
  const former = new Map<string, string>();
  for (const { kind, name, formerly } of items) if (formerly !== undefined) former.set(`${kind} ${name}`, formerly);
  const itemBack = (item: string) => (former.has(item) ? `${item.split(" ")[0]} ${former.get(item)}` : item);
  const nameBack = (kind: string, name: string) => former.get(`${kind} ${name}`) ?? name;
  return {
    before: after,
    after: before,
    items: items.map(mirroredItem).sort(byPlace),
    prose: prose.map(({ heading, formerHeading, ...change }) => ({
      heading: formerHeading ?? heading,
      ...(formerHeading === undefined ? {} : { formerHeading: heading }),
      ...exchanged(change),
    })),
    ...(objectives === undefined ? {} : { objectives: objectives.map(mirroredObjective) }),
    causes:
      causes.kind === "none"
        ? { ...causes, ...(causes.name === undefined ? {} : { name: nameBack("objective", causes.name) }) }
        : {
            ...causes,
            objective: nameBack("objective", causes.objective),
            options: causes.options.map((name) => nameBack("option", name)),
            total: { means: causes.total.means.map(negated), best: causes.total.best.map(negated) },
            shares: causes.shares.map(
              (share): CauseShare => ({
                items: share.items.map(itemBack),
                means: share.means.map(negated),
                best: share.best.map(negated),
              }),
            ),
          },
    ...(statements === undefined
      ? {}
      : { statements: { before: statements.after.map(mirroredStatement), after: statements.before.map(mirroredStatement) } }),
  };
}

function exchanged<T>({ was, now }: { readonly was?: T; readonly now?: T }): { readonly was?: T; readonly now?: T } {
  return { ...(now === undefined ? {} : { was: now }), ...(was === undefined ? {} : { now: was }) };
}

function mirroredItem({ words: _, ...item }: DifferenceItem): DifferenceItem {
  const { formerly, formerLabel, ...rest } = item;
  const opposite = { added: "removed", removed: "added" } as const;
  const { change } = item;
  return withWords({
    ...rest,
    name: formerly ?? item.name,
    ...(formerly === undefined ? {} : { formerly: item.name }),
    label: formerLabel ?? item.label,
    ...(formerLabel === undefined ? {} : { formerLabel: item.label }),
    change: change === "added" || change === "removed" ? opposite[change] : change,
    fields: item.fields.map(({ field, formerly: other, ...change }) => ({
      field: other ?? field,
      ...(other === undefined ? {} : { formerly: field }),
      ...exchanged(change),
    })),
  });
}

function mirroredObjective({ name, formerly, was, now, options, ...rest }: ObjectiveMove): ObjectiveMove {
  return {
    ...rest,
    name: formerly ?? name,
    ...(formerly === undefined ? {} : { formerly: name }),
    ...exchanged({ ...(was && { was }), ...(now && { now }) }),
    options: options.map((option): OptionMove => {
      const { change } = option;
      return {
        name: option.formerly ?? option.name,
        ...(option.formerly === undefined ? {} : { formerly: option.name }),
        label: option.formerLabel ?? option.label,
        ...(option.formerLabel === undefined ? {} : { formerLabel: option.label }),
        ...exchanged({ ...(option.was && { was: option.was }), ...(option.now && { now: option.now }) }),
        ...(change === undefined ? {} : { change: { mean: negated(change.mean), best: change.best && negated(change.best) } }),
      };
    }),
  };
}

function mirroredStatement({ values, ...move }: StatementMove): StatementMove {
  return { ...move, values: values.map(({ was, now, ...value }) => ({ ...value, was: now, now: was })) };
}

function negated({ value, error }: Uncertain): Uncertain {
  return { value: value === null ? null : 0 - value, error };
}
