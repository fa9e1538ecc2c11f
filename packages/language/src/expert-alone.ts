/** The same case on the numbers of one expert alone. */
import type { Assessment, ChanceDeclaration, JudgementDeclaration, QuantityDeclaration } from "./assessment.js";
import { compileAgain } from "./compile.js";
import type { Compiled } from "./evaluated.js";
import { type Sitting, sittingsOf, withoutExperts } from "./panels.js";

/** The compiled case on the numbers of one expert; quantities that this expert has not judged keep the pool of the others. Undefined where no panel takes a judgement of this expert. */
export function withExpert(compiled: Compiled, id: string): Compiled | undefined {
  const expert = compiled.assessment.experts.find((each) => each.id === id);
  const sittings = sittingsOf(compiled.assessment);
  const own = sittings.filter(({ judgements }) => judgements.some(({ by }) => by.text === id));
  if (!expert || own.length === 0) return undefined;
  let assessment = compiled.assessment;
  for (const { declaration, judgements } of own) {
    const others = new Set(judgements.map(({ by }) => by.text).filter((name) => name !== id));
    assessment = withoutExperts(assessment, declaration.id, others);
  }
  const names = new Set(own.map(({ declaration }) => declaration.id));
  const alone = <T extends QuantityDeclaration | ChanceDeclaration>(each: T): T =>
    names.has(each.id) && each.judged ? { ...each, judged: { ...each.judged, weights: { kind: "equal" }, extremisedBy: undefined } } : each;
  assessment = {
    ...assessment,
    quantities: assessment.quantities.map(alone),
    chances: assessment.chances.map(alone),
    judgements: ownPairs(assessment, id),
  };
  const named = (list: readonly Sitting[]) => list.map(({ declaration: { id: name, label } }) => ({ id: name, label }));
  const kept = named(sittings.filter((each) => !own.includes(each)));
  return { ...compileAgain(compiled, assessment, new Map()), expertAlone: { id, label: expert.label, judged: named(own), kept } };
}

/** The judgements, where this expert has said how two quantities go together without what others say of the same two. */
function ownPairs({ judgements }: Assessment, id: string): readonly JudgementDeclaration[] {
  const pair = ({ of, with: other }: JudgementDeclaration) => [of.text, other?.text].sort().join(" ");
  const own = new Set(judgements.filter((each) => each.with && each.by.text === id).map(pair));
  return judgements.filter((each) => !each.with || each.by.text === id || !own.has(pair(each)));
}
