/** What differs between two compiled cases by what their declarations say: formatting, order, prose, labels, notes and reasons are no change. */
import type { Assessment, Declared } from "./assessment.js";
import type { Compiled } from "./evaluated.js";
import type { Expression } from "./syntax.js";

/** A kind of declaration that numbers rest on; `case` stands for the period and the prices of the case. */
export type ChangeKind =
  | "case"
  | "unit"
  | "dimension"
  | "data"
  | "quantity"
  | "chance"
  | "precedent"
  | "judgement"
  | "seed"
  | "stock"
  | "objective"
  | "rule"
  | "observation"
  | "option"
  | "pathway";

/** A declaration that is in one of two cases alone, or says something else in the other. */
export interface CaseChange {
  /** Its id; that of an observation begins with `observation:`, as in references. */
  readonly key: string;
  readonly kind: ChangeKind;
  readonly id: string;
  readonly label: string;
  readonly how: "added" | "removed" | "changed";
  /** Its formula as written, where it is a single one. */
  readonly was?: string;
  readonly is?: string;
}

/** A declaration as it counts: what it says in a form that two writings of the same share. */
export interface Stated {
  readonly kind: ChangeKind;
  readonly declaration: Declared;
  readonly text: string;
}

/** The lists of an assessment whose declarations can change numbers, each with the kind of its entries. A pathway comes after the option that it is. */
export const statedLists = [
  ["units", "unit"],
  ["dimensions", "dimension"],
  ["data", "data"],
  ["quantities", "quantity"],
  ["chances", "chance"],
  ["precedents", "precedent"],
  ["judgements", "judgement"],
  ["seeds", "seed"],
  ["stocks", "stock"],
  ["objectives", "objective"],
  ["rules", "rule"],
  ["observations", "observation"],
  ["options", "option"],
  ["pathways", "pathway"],
] as const satisfies readonly (readonly [keyof Assessment, ChangeKind])[];

/** What changes no draw of an objective: places in the text, words for the reader, reasons, targets, and values that are not taken. */
const silent = new Set([
  ...["span", "label", "note", "because", "question", "reason", "consequence", "header", "path"],
  ...["targets", "instead", "selectedOnOutcome", "isOverridden", "includes", "departs"],
  ...["ruleKind", "regime", "citation", "appliesTo", "decidedBy", "standing", "challenge", "positions", "duties", "startDate"],
]);

/** The key of a declaration of this kind. */
export function keyOf(kind: ChangeKind, id: string): string {
  return kind === "observation" ? `observation:${id}` : id;
}

/** Everything in a case that numbers rest on, by key. */
export function statedIn({ assessment, overrides }: Compiled): ReadonlyMap<string, Stated> {
  const { time, prices } = assessment.case;
  const found = new Map<string, Stated>([["case", { kind: "case", declaration: assessment.case, text: statement({ time, prices }) }]]);
  for (const [list, kind] of statedLists)
    for (const declaration of assessment[list] as readonly Declared[])
      found.set(keyOf(kind, declaration.id), { kind, declaration, text: statement([declaration, overrides?.get(declaration.id)]) });
  return found;
}

/** Everything that a declaration says for the numbers; the cases of a precedent that are excluded count nothing. */
function statement(said: unknown): string {
  return JSON.stringify(said, (key, value: unknown) => {
    if (silent.has(key)) return undefined;
    return key === "rows" && Array.isArray(value)
      ? value.filter(({ trials, outcome }) => trials === undefined || outcome !== "excluded")
      : value;
  });
}

/** What differs between two compiled cases, in the order of the later one; what was removed comes last. */
export function changesBetween(before: Compiled, after: Compiled): readonly CaseChange[] {
  const [old, now] = [statedIn(before), statedIn(after)];
  const changeOf = (key: string, how: CaseChange["how"], was: Stated | undefined, is: Stated | undefined): CaseChange => {
    const { kind, declaration } = (is ?? was)!;
    const [wasText, isText] = [formulaOf(before, was), formulaOf(after, is)];
    return {
      key,
      kind,
      id: declaration.id,
      label: kind === "case" ? "the period and prices of the case" : declaration.label,
      how,
      ...(wasText === undefined ? {} : { was: wasText }),
      ...(isText === undefined ? {} : { is: isText }),
    };
  };
  return [
    ...[...now].flatMap(([key, is]) => {
      const was = old.get(key);
      if (was === undefined) return [changeOf(key, "added", undefined, is)];
      return was.text === is.text && was.kind === is.kind ? [] : [changeOf(key, "changed", was, is)];
    }),
    ...[...old].flatMap(([key, was]) => (now.has(key) ? [] : [changeOf(key, "removed", was, undefined)])),
  ];
}

/** The formula of a quantity or an objective in the analyst's own notation. */
function formulaOf({ assessment }: Compiled, stated: Stated | undefined): string | undefined {
  if (stated === undefined || (stated.kind !== "quantity" && stated.kind !== "objective")) return undefined;
  const { definition } = stated.declaration as Declared & { readonly definition?: Expression };
  const text = definition && assessment.files[definition.span.file]?.slice(definition.span.from, definition.span.to);
  return text?.replace(/\s+/g, " ").trim();
}
