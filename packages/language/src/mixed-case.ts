/** A case between two others: some of what differs is as it was, the rest as it is now. It is lowered for its numbers alone, without prose. */
import type { Assessment, Declared } from "./assessment.js";
import { type CaseChange, changesBetween, type Stated, statedIn, statedLists } from "./case-changes.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Compiled } from "./evaluated.js";
import { lower } from "./lower/lower.js";
import type { Override } from "./lower/model.js";

/** Two cases with what differs between them. */
export interface TwoCases {
  readonly before: Compiled;
  readonly after: Compiled;
  readonly changes: readonly CaseChange[];
  /** Changes that can be made by themselves. */
  readonly own: readonly CaseChange[];
  /** Declarations of one case alone, which change nothing but by those that use them, and are there where these are. */
  readonly carried: ReadonlyMap<string, CaseChange>;
}

/** Kinds that do nothing unless something uses them. */
const used: ReadonlySet<string> = new Set(["unit", "dimension", "data", "quantity", "chance", "precedent", "stock", "objective"]);

/** Kinds that others are built upon, so that they change together. */
export const structural: ReadonlySet<string> = new Set(["case", "unit", "dimension"]);

/** Sets two compiled cases against each other. */
export function twoCases(before: Compiled, after: Compiled): TwoCases {
  const changes = changesBetween(before, after);
  const isCarried = ({ how, kind }: CaseChange) => how !== "changed" && used.has(kind);
  return {
    before,
    after,
    changes,
    own: changes.filter((change) => !isCarried(change)),
    carried: new Map(changes.filter(isCarried).map((change) => [change.key, change])),
  };
}

/** What a declaration of a case uses, by keys. */
export function usedBy({ lowering }: Compiled, key: string, kind: CaseChange["kind"]): Iterable<string> {
  return lowering.references.get(kind === "rule" || kind === "pathway" ? `${kind}:${key}` : key) ?? [];
}

/** The names of what comes along with a change: new declarations that it now uses and old ones that it used, and what these use. */
export function carriedBy({ before, after, carried }: TwoCases, { key, kind }: CaseChange): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (compiled: Compiled, how: CaseChange["how"], from: string, of: CaseChange["kind"]): void => {
    for (const name of usedBy(compiled, from, of)) {
      const change = carried.get(name);
      if (change?.how !== how || found.has(name)) continue;
      found.add(name);
      visit(compiled, how, name, change.kind);
    }
  };
  visit(after, "added", key, kind);
  visit(before, "removed", key, kind);
  return found;
}

/** The case in which the changes with these keys have been made and the others have not; undefined where that makes no sense as a model. */
export function mixedCase({ before, after, own, carried }: TwoCases, made: ReadonlySet<string>): Compiled | undefined {
  const [old, now] = [statedIn(before), statedIn(after)];
  const changed = new Map(own.map((change) => [change.key, change]));
  const picked = new Map<string, { readonly stated: Stated; readonly side: Compiled }>();
  const take = (key: string, isAfter: boolean): void => {
    const stated = (isAfter ? now : old).get(key);
    if (stated === undefined) return;
    const side = isAfter ? after : before;
    picked.set(key, { stated, side });
    for (const name of usedBy(side, key, stated.kind)) {
      const change = carried.get(name);
      if (change !== undefined && !picked.has(name)) take(name, change.how === "added");
    }
  };
  for (const key of new Set([...now.keys(), ...old.keys()])) {
    const change = carried.get(key);
    if (change === undefined) take(key, !changed.has(key) || made.has(key));
    else if (structural.has(change.kind)) take(key, change.how === "added");
  }
  const overrides = new Map<string, Override>();
  for (const { stated, side } of picked.values()) {
    const override = side.overrides?.get(stated.declaration.id);
    if (override !== undefined) overrides.set(stated.declaration.id, override);
  }
  const assessment = mixedAssessment(after, old, now, picked);
  const mistakes: Diagnostic[] = [];
  const lowering = lower(assessment, (found) => void mistakes.push(found), overrides);
  const isSound = mistakes.every(({ severity }) => severity !== "error");
  return isSound
    ? { ...after, assessment, lowering: { ...lowering, definitions: after.lowering.definitions }, diagnostics: [], overrides }
    : undefined;
}

/** Declarations in the order of the later case, those of the earlier one alone behind them, pathways last among the options. */
function mixedAssessment(
  after: Compiled,
  old: ReadonlyMap<string, Stated>,
  now: ReadonlyMap<string, Stated>,
  picked: ReadonlyMap<string, { readonly stated: Stated; readonly side: Compiled }>,
): Assessment {
  const order = [...now.keys(), ...[...old.keys()].filter((key) => !now.has(key))];
  const declarations = order.flatMap((key) => picked.get(key) ?? []);
  const lists = Object.fromEntries(
    statedLists.map(([list, kind]): [string, readonly Declared[]] => [
      list,
      declarations.flatMap(({ stated }) => (stated.kind === kind ? [stated.declaration] : [])),
    ]),
  ) as unknown as Pick<Assessment, (typeof statedLists)[number][0]>;
  const asOptions = declarations.flatMap(({ stated, side }) =>
    stated.kind === "pathway" ? side.assessment.options.filter(({ id }) => id === stated.declaration.id) : [],
  );
  const { time, prices } = (picked.get("case")?.side ?? after).assessment.case;
  const none = { sources: [], claims: [], timings: [], scenarios: [], futures: [], weights: [], forecasts: [], indicators: [], checks: [] };
  return {
    ...after.assessment,
    ...none,
    ...lists,
    options: [...lists.options, ...asOptions],
    case: { ...after.assessment.case, time, prices, baseline: undefined },
    inlines: [],
    chapters: [],
  };
}

/** The keys of every declaration on which the numbers of a root may rest, in either case or between them. */
export function reachedFrom({ before, after }: TwoCases, roots: readonly string[]): ReadonlySet<string> {
  const uses = new Map<string, Set<string>>();
  const note = (from: string, to: string) => uses.set(from, (uses.get(from) ?? new Set()).add(to));
  for (const { lowering, assessment } of [before, after]) {
    for (const [from, names] of lowering.references) for (const name of names) note(from, name);
    for (const { id, correlations } of assessment.quantities) for (const each of correlations) note(each.with.text, id);
  }
  const found = new Set<string>();
  const waiting = [...roots, ...[...uses.keys()].filter((key) => /^(rule|observation|pathway):/.test(key))];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    waiting.push(...(uses.get(key) ?? []));
  }
  return found;
}
