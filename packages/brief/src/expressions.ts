/** Questions to an expression as written: which names it uses, whether it is a probability, what it is a statistic of. */
import { type Expression, expressionParts } from "@outweigh/language";

/** Statistics over the draws that prose may show. */
const statistics = /^(mean|median|sd|p\d{1,2}|P)$/;

/** Every name that an expression uses, once each, in the order written. Members after a dot are part of the name. */
export function namesIn(expression: Expression): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Expression) => {
    if (part.kind === "name") found.add(part.name);
    expressionParts(part).forEach(visit);
    if (part.kind === "compare-options") found.add(part.option.text);
    if (part.kind === "call" && part.option) found.add(part.option.text);
  };
  visit(expression);
  return [...found];
}

/** Whether the value is `P(…)`, to be shown as a percentage. */
export function isProbability(expression: Expression): boolean {
  return expression.kind === "call" && expression.name.text === "P";
}

/** Whether the value holds a statistic over the draws anywhere. */
export function isStatistic(expression: Expression): boolean {
  return (expression.kind === "call" && statistics.test(expression.name.text)) || expressionParts(expression).some(isStatistic);
}

/** For `mean(x)`, `p95(x | option)`: what the statistic is about, and the option if one is picked. */
export function statisticOf(expression: Expression): { readonly of: Expression; readonly option: string | undefined } | undefined {
  if (expression.kind !== "call" || !statistics.test(expression.name.text)) return undefined;
  const of = expression.arguments[0]?.value;
  return of === undefined ? undefined : { of, option: expression.option?.text };
}
