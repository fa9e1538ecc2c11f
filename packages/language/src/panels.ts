/** Panels of an assessment: which judgements a quantity or chance takes, its reasons because of them, and the same case with fewer experts or with one alone. */
import type { Assessment, ChanceDeclaration, JudgementDeclaration, Panel, QuantityDeclaration, Reason } from "./assessment.js";

type Judged = QuantityDeclaration | ChanceDeclaration;

/** What is judged, with its judgements. */
export interface Sitting {
  readonly declaration: Judged;
  readonly panel: Panel;
  /** Judgements by members of the panel, those of earlier rounds among them. */
  readonly judgements: readonly JudgementDeclaration[];
}

/** Everything that experts judge. */
export function sittingsOf({ quantities, chances, judgements }: Assessment): readonly Sitting[] {
  return [...quantities, ...chances].flatMap((declaration) => {
    const panel = declaration.judged;
    if (!panel) return [];
    const isOf = ({ of, with: other, by }: JudgementDeclaration) =>
      of.text === declaration.id && !other && (panel.by === "all" || panel.by.some(({ text }) => text === by.text));
    return [{ declaration, panel, judgements: judgements.filter(isOf) }];
  });
}

/** The assessment in which judgements are among the reasons of what takes them. */
export function withJudgementsAsReasons(assessment: Assessment): Assessment {
  const reasons = new Map(
    sittingsOf(assessment).map(({ declaration: { id }, judgements }) => [
      id,
      latest(judgements).map((judgement): Reason => ({ kind: "reference", id: judgement.id, span: judgement.span })),
    ]),
  );
  const added = <T extends Judged>(each: T): T =>
    each.judged ? { ...each, because: [...each.because, ...(reasons.get(each.id) ?? [])] } : each;
  return { ...assessment, quantities: assessment.quantities.map(added), chances: assessment.chances.map(added) };
}

/** Each expert's last word, under each option. */
function latest(judgements: readonly JudgementDeclaration[]): readonly JudgementDeclaration[] {
  return judgements.filter(
    ({ by, round, under }) =>
      !judgements.some((other) => other.by.text === by.text && other.under?.text === under?.text && other.round > round),
  );
}

/** The experts whose last word on something is among `lost`, and whether anybody on its panel is left. */
export function lostFrom(
  { judgements }: Sitting,
  lost: ReadonlySet<string>,
): { readonly experts: ReadonlySet<string>; readonly isAnyLeft: boolean } {
  const counting = latest(judgements);
  const experts = new Set(counting.filter(({ id }) => lost.has(id)).map(({ by }) => by.text));
  return { experts, isAnyLeft: counting.some(({ by }) => !experts.has(by.text)) };
}

/** The assessment in which these experts do not sit on the panel of one quantity or chance: their judgements of it are gone, and the others keep their weights. */
export function withoutExperts(assessment: Assessment, id: string, experts: ReadonlySet<string>): Assessment {
  const gone = new Set(
    assessment.judgements
      .filter(({ by, of, with: other }) => of.text === id && !other && experts.has(by.text))
      .map((judgement) => judgement.id),
  );
  const changed = <T extends Judged>(each: T): T =>
    each.id !== id || !each.judged
      ? each
      : {
          ...each,
          judged: smaller(each.judged, experts),
          because: each.because.filter((reason) => reason.kind !== "reference" || !gone.has(reason.id)),
        };
  return {
    ...assessment,
    judgements: assessment.judgements.filter((judgement) => !gone.has(judgement.id)),
    quantities: assessment.quantities.map(changed),
    chances: assessment.chances.map(changed),
  };
}

function smaller(panel: Panel, experts: ReadonlySet<string>): Panel {
  if (panel.by === "all") return panel;
  const stays = panel.by.map(({ text }) => !experts.has(text));
  const { weights } = panel;
  const left = weights.kind === "stated" ? { ...weights, values: weights.values.filter((_, index) => stays[index]) } : weights;
  const isUsable = left.kind !== "stated" || left.values.some((value) => value > 0);
  return { ...panel, by: panel.by.filter((_, index) => stays[index]), weights: isUsable ? left : { kind: "equal" } };
}

/** A case on the numbers of one expert. */
export interface ExpertAlone {
  readonly id: string;
  readonly label: string;
  /** What this expert has judged, and what others have and keeps their pool. */
  readonly judged: readonly { readonly id: string; readonly label: string }[];
  readonly kept: readonly { readonly id: string; readonly label: string }[];
}
