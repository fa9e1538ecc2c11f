/** The one list of what an expression holds directly; every walk over expressions goes through it. */
import type { Expression } from "./syntax.js";

/** The expressions directly inside an expression, in the order written. */
export function expressionParts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "with-unit":
    case "negate":
    case "not":
      return [expression.of];
    case "binary":
      return [expression.left, expression.right];
    case "if":
      return [expression.condition, expression.then, expression.otherwise];
    case "interval":
      return [expression.low, expression.high];
    case "call":
      return [
        ...expression.arguments.flatMap((argument) => (argument.to ? [argument.value, argument.to] : [argument.value])),
        ...(expression.given ? [expression.given] : []),
      ];
    case "index":
      return [expression.of, ...expression.entries.map((entry) => entry.value)];
    case "compare-options":
      return expression.of ? [expression.of] : [];
    case "number":
    case "date":
    case "text":
    case "name":
    case "broken":
      return [];
  }
}
