/** Words that open the next clause of a line and seem to be the unit of the number before them, such as “by” in `deaths > 100 by 2029`. */
import type { Expression, NameSyntax, Part } from "../syntax.js";

/** The parts of a line in which such words stand by themselves. */
export function apart(part: Part, words: ReadonlySet<string>): readonly Part[] {
  const word = part.kind === "expression" ? lastUnit(part.expression, words) : undefined;
  if (part.kind !== "expression" || !word) return [part];
  const expression = withoutLastUnit(part.expression);
  return [
    { kind: "expression", expression, span: expression.span },
    { kind: "expression", expression: { kind: "name", name: word.text, span: word.span }, span: word.span },
  ];
}

function lastUnit(expression: Expression, words: ReadonlySet<string>): NameSyntax | undefined {
  switch (expression.kind) {
    case "with-unit":
      return words.has(expression.unit.text) ? expression.unit : undefined;
    case "binary":
      return lastUnit(expression.right, words);
    case "negate":
    case "not":
      return lastUnit(expression.of, words);
    case "if":
      return lastUnit(expression.otherwise, words);
    default:
      return undefined;
  }
}

function withoutLastUnit(expression: Expression): Expression {
  const until = (part: Expression) => ({ ...expression.span, to: part.span.to });
  switch (expression.kind) {
    case "with-unit":
      return expression.of;
    case "binary": {
      const right = withoutLastUnit(expression.right);
      return { ...expression, right, span: until(right) };
    }
    case "negate":
    case "not": {
      const of = withoutLastUnit(expression.of);
      return { ...expression, of, span: until(of) };
    }
    case "if": {
      const otherwise = withoutLastUnit(expression.otherwise);
      return { ...expression, otherwise, span: until(otherwise) };
    }
    default:
      return expression;
  }
}
