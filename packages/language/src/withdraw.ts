/**
 * Evidence in the arithmetic: the same case without some of its claims. What rested on them takes another value, is widened, loses rows or is
 * kept and said to be; the method is docs/methods/without-evidence.md. Nothing here reads files or runs anything.
 */
import type { Assessment, Declared, PrecedentCase, PrecedentDeclaration, QuantityDeclaration, Reason, Substitute } from "./assessment.js";
import { compileAgain } from "./compile.js";
import type { Change, Compiled, WithdrawalReport } from "./evaluated.js";
import type { Override } from "./lower/model.js";
import { withValues } from "./lower/overrides.js";
import { lostFrom, sittingsOf, withoutExperts } from "./panels.js";
import { allRows, countedRows } from "./precedent-rows.js";
import { type Withdrawal, withdrawnBy } from "./withdrawals.js";

/** A case without some of its evidence. */
export interface WithdrawnCase {
  /** Lowered anew unless nothing has another value; its `withdrawal` is the report. Its diagnostics are those of the model alone. */
  readonly compiled: Compiled;
  readonly report: WithdrawalReport;
}

/** Whether reasons still hold a declaration up: none of them is evidence, or some of it stands. */
type Stands = (reasons: readonly Reason[]) => boolean;

/** Models without evidence, by what is other in them than in the one case that all are of: many withdrawals come to the same model. */
export type KnownModels = Map<string, Compiled>;

/** Withdraws evidence from a compiled case without errors. Withdrawals come from `readWithdrawal`. A model that is `known` already is not lowered anew. */
export function withdraw(compiled: Compiled, withdrawals: readonly Withdrawal[], known: KnownModels = new Map()): WithdrawnCase {
  const { assessment: whole } = compiled;
  const { claims, sources, ungraded, taken, experts } = withdrawnBy(whole, withdrawals);
  const isLost = (id: string) => claims.has(id) || sources.has(id);
  const changes: Change[] = [];
  const assessment = withSmallerPanels(whole, isLost, experts, changes);
  const isRepooled = changes.length > 0;
  const stands = supportOf(
    assessment,
    (id) => isLost(id) || assessment.judgements.some((each) => each.id === id && experts.has(each.by.text)),
  );
  const lostOf = (reasons: readonly Reason[]) => namesIn(reasons).filter(isLost);
  const values = new Map<string, Override>();
  const reasons = new Map<string, readonly Reason[]>();

  for (const quantity of assessment.quantities) {
    const { id, label, because } = quantity;
    const lost = lostOf(because);
    const other = substituteFor(quantity, taken, stands);
    if (other) {
      const by = namesIn(other.because);
      values.set(id, { kind: "value", value: other.value });
      reasons.set(id, other.because);
      changes.push({ kind: "quantity", id, label, how: "instead", lost, by, text: textOf(assessment, other) });
    } else if (!stands(because) && !quantity.given) values.set(id, { kind: "widened" });
    else if (lost.length > 0)
      changes.push({ kind: "quantity", id, label, how: "kept", lost, why: stands(because) ? "other-reasons" : "table" });
  }
  const precedents = assessment.precedents.map((precedent) => withoutRows(precedent, stands));
  for (const [index, precedent] of assessment.precedents.entries()) {
    const rows = allRows(precedent).length - allRows(precedents[index] ?? precedent).length;
    const lost = [
      ...new Set(
        allRows(precedent)
          .filter((row) => !stands(row.because))
          .flatMap((row) => lostOf(row.because)),
      ),
    ];
    if (rows > 0) changes.push({ kind: "precedent", id: precedent.id, label: precedent.label, how: "rows-dropped", lost, rows });
    else if ((precedent.ratios ?? precedent.events) && lost.length > 0 && !countedRows(precedent).some((row) => stands(row.because)))
      changes.push({ kind: "precedent", id: precedent.id, label: precedent.label, how: "kept", lost, why: "table" });
  }
  const dropped = assessment.evidence.filter(({ because }) => !stands(because));
  for (const { id, label, because } of dropped) changes.push({ kind: "evidence", id, label, how: "left-out", lost: lostOf(because) });
  const left = assessment.observations.filter(({ because }) => !stands(because));
  for (const { id, label, because } of left) changes.push({ kind: "observation", id, label, how: "left-out", lost: lostOf(because) });
  keepOthers(assessment, stands, lostOf, changes);

  const changed: Assessment = {
    ...assessment,
    quantities: assessment.quantities.map((quantity) => ({ ...quantity, because: reasons.get(quantity.id) ?? quantity.because })),
    precedents,
    observations: assessment.observations.filter((each) => !left.includes(each)),
    evidence: assessment.evidence.filter((each) => !dropped.includes(each)),
  };
  const isSame =
    values.size === 0 && !isRepooled && left.length === 0 && dropped.length === 0 && !changes.some(({ how }) => how === "rows-dropped");
  const again = isSame ? { ...compiled, assessment: changed } : changedCase(compiled, changed, values, known);
  for (const { id, label, because } of assessment.quantities) {
    if (values.get(id) === undefined || changes.some((change) => change.kind === "quantity" && change.id === id)) continue;
    const lost = lostOf(because);
    if (again.lowering.widened.has(id)) changes.push({ kind: "quantity", id, label, how: "widened", lost });
    else if (lost.length > 0) changes.push({ kind: "quantity", id, label, how: "kept", lost, why: "formula" });
  }
  const report: WithdrawalReport = {
    asked: withdrawals.map(({ text }) => text),
    claims: [...claims],
    sources: [...sources],
    ungraded: [...ungraded],
    changes,
  };
  return { compiled: { ...again, withdrawal: report }, report };
}

/** The assessment in which experts whose judgements are lost do not sit on their panels, as long as somebody else does. */
function withSmallerPanels(
  whole: Assessment,
  isLost: (id: string) => boolean,
  experts: ReadonlySet<string>,
  changes: Change[],
): Assessment {
  const stands = supportOf(whole, isLost);
  const lost = new Set(whole.judgements.filter(({ by, because }) => experts.has(by.text) || !stands(because)).map(({ id }) => id));
  let assessment = whole;
  for (const sitting of sittingsOf(whole)) {
    const { id, label } = sitting.declaration;
    const { experts: gone, isAnyLeft } = lostFrom(sitting, lost);
    if (gone.size === 0 || !isAnyLeft) continue;
    assessment = withoutExperts(assessment, id, gone);
    const reasons = sitting.judgements.filter(({ by }) => gone.has(by.text)).flatMap(({ because }) => namesIn(because).filter(isLost));
    const kind = "unit" in sitting.declaration ? "quantity" : "chance";
    changes.push({ kind, id, label, how: "repooled", lost: [...new Set(reasons)], experts: [...gone] });
  }
  return assessment;
}

/** The case with these changes, lowered anew where its model is not known yet. */
function changedCase(compiled: Compiled, changed: Assessment, values: ReadonlyMap<string, Override>, known: KnownModels): Compiled {
  const { precedents, observations, judgements, evidence } = changed;
  const counts = precedents.map((precedent) =>
    countedRows(precedent)
      .map((row) => JSON.stringify({ ...row, id: "", reason: "", because: [], span: undefined }))
      .sort(),
  );
  const key = JSON.stringify([[...values], counts, [...observations, ...evidence].map(({ id }) => id), judgements.map(({ id }) => id)]);
  const same = known.get(key);
  if (same !== undefined) return { ...same, assessment: withValues(changed, same.overrides ?? new Map()) };
  const again = compileAgain(compiled, changed, values);
  known.set(key, again);
  return again;
}

function namesIn(reasons: readonly Reason[]): readonly string[] {
  return reasons.flatMap((reason) => (reason.kind === "reference" ? [reason.id] : []));
}

/**
 * Which reasons stand. Claims and sources stand unless they are withdrawn, a precedent while one of its rows stands, and whatever else is named
 * while its own reasons do. Words hold nothing up by themselves beside evidence that is gone: they say how it was read.
 */
function supportOf(assessment: Assessment, isLost: (id: string) => boolean): Stands {
  const { quantities, chances, stocks, data, precedents, judgements } = assessment;
  const declared = new Map<string, Declared>([...quantities, ...chances, ...stocks, ...data, ...judgements].map((each) => [each.id, each]));
  const classes = new Map(precedents.map((each) => [each.id, each]));
  const evidence = new Set([...assessment.claims, ...assessment.sources].map(({ id }) => id));
  const known = new Map<string, boolean>();
  const standsOne = (name: string): boolean => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, true);
    const precedent = classes.get(name);
    const counted = precedent ? countedRows(precedent) : [];
    const owner = declared.get(name) ?? declared.get(name.slice(0, Math.max(0, name.lastIndexOf("."))));
    const result = evidence.has(name)
      ? !isLost(name)
      : judgements.some((each) => each.id === name && isLost(name))
        ? false
        : precedent
          ? counted.length === 0 || counted.some((row) => stands(row.because))
          : owner === undefined || stands(owner.because);
    known.set(name, result);
    return result;
  };
  const stands: Stands = (reasons) => {
    const names = namesIn(reasons);
    return names.length === 0 || names.some(standsOne);
  };
  return stands;
}

/** The value that a quantity takes instead of its own: that of a claim that is taken, or the first whose reasons stand when its own do not. */
function substituteFor(quantity: QuantityDeclaration, taken: ReadonlySet<string>, stands: Stands): Substitute | undefined {
  const asked = quantity.instead.find(({ because }) => namesIn(because).some((name) => taken.has(name)));
  return asked ?? (stands(quantity.because) ? undefined : quantity.instead.find(({ because }) => stands(because)));
}

/** Ratios and events of which none would be left are kept: there is no prior that could stand for them. */
function withoutRows(precedent: PrecedentDeclaration, stands: Stands): PrecedentDeclaration {
  const left = <T extends PrecedentCase>(rows: readonly T[] | undefined) => {
    const standing = rows?.filter((row) => stands(row.because));
    return standing?.length === 0 ? rows : standing;
  };
  const [ratios, events] = [left(precedent.ratios), left(precedent.events)];
  return {
    ...precedent,
    rows: precedent.rows.filter((row) => row.outcome === "excluded" || stands(row.because)),
    ...(ratios && { ratios }),
    ...(events && { events }),
  };
}

/** What no rule changes, and what therefore has to be said: probabilities, stocks, tables, parts of rules and vetoes that lost evidence. */
function keepOthers(
  { chances, stocks, data, rules, actors }: Assessment,
  stands: Stands,
  lostOf: (reasons: readonly Reason[]) => readonly string[],
  changes: Change[],
): void {
  const keep = (
    kind: Change["kind"],
    why: "probabilities" | "formula" | "table",
    { id, label, because }: Pick<Declared, "id" | "label" | "because">,
  ) => {
    const lost = lostOf(because);
    if (lost.length > 0) changes.push({ kind, id, label, how: "kept", lost, why: stands(because) ? "other-reasons" : why });
  };
  for (const chance of chances) keep("chance", chance.given ? "table" : "probabilities", chance);
  for (const stock of stocks) keep("stock", "formula", stock);
  for (const table of data) keep("data", "table", table);
  for (const rule of rules)
    for (const { id, label, because } of rule.elements) keep("element", "probabilities", { id: `${rule.id}.${id}`, label, because });
  for (const { id, label, challenge } of rules)
    if (challenge) keep("challenge", "probabilities", { id, label, because: challenge.because });
  for (const veto of actors.flatMap(({ vetoes }) => vetoes))
    keep("veto", veto.use.kind === "contested" ? "probabilities" : "formula", veto);
}

/** The notation of the value that is taken. */
function textOf({ files }: Assessment, { value: { span } }: Substitute): string {
  return (files[span.file] ?? "").slice(span.from, span.to).replace(/\s+/g, " ");
}
