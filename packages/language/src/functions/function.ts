/** What a function of the notation is: a record that says how it is written and builds its nodes. */
import type { Unit } from "@outweigh/engine";
import { wrongArguments } from "../diagnostics/model.js";
import { asNumber, asPlain, type Placed } from "../lower/combine.js";
import type { Model, Scope } from "../lower/model.js";
import type { Lowered } from "../lower/value.js";
import type { Expression } from "../syntax.js";

/** A call in the text. */
export type CallSyntax = Extract<Expression, { readonly kind: "call" }>;

/** A function: `signature` shows how it is written, `unit` says in words what happens to units. */
export interface FunctionRecord {
  readonly name: string;
  readonly family: "arithmetic" | "dimensions" | "time" | "tables" | "statistics" | "distributions";
  readonly signature: string;
  readonly doc: string;
  /** An expression that compiles in a case with `exampleNeeds`. */
  readonly example: string;
  readonly unit: string;
  build(call: Call): Lowered;
}

/** One use of a function while it is being lowered. */
export interface Call {
  readonly record: FunctionRecord;
  readonly model: Model;
  readonly scope: Scope;
  readonly syntax: CallSyntax;
  /** The unit that bare numbers will take here, where it is known. */
  readonly expected: Unit | undefined;
  elaborate(expression: Expression, expected?: Unit): Lowered;
}

/** Reports a call that is not written as its signature says. */
export function wrongCall(call: Call, problem: string): undefined {
  const { name, signature, example } = call.record;
  call.model.report(wrongArguments.at(call.syntax.span, { name, problem, signature, example }));
  return undefined;
}

/** The word or sign that opens what follows the arguments of a call, if anything does. */
export function clauseOf(syntax: CallSyntax): "over" | "given" | "|" | undefined {
  return syntax.over ? "over" : syntax.given ? "given" : syntax.option ? "|" : undefined;
}

/** The arguments by the names of the parameters, given in order or by name. Those after the first `required` may be missing. */
export function bindArguments(
  call: Call,
  parameters: readonly string[],
  required = parameters.length,
): ReadonlyMap<string, Expression> | undefined {
  const bound = new Map<string, Expression>();
  const clause = clauseOf(call.syntax);
  if (clause !== undefined) return wrongCall(call, `it takes no “${clause}”`);
  let position = 0;
  for (const argument of call.syntax.arguments) {
    if (argument.to) return wrongCall(call, "it takes no pairs with ->");
    const name = argument.name?.text ?? parameters[position++];
    if (name === undefined)
      return wrongCall(
        call,
        `it takes ${parameters.length} argument${parameters.length === 1 ? "" : "s"}, and ${call.syntax.arguments.length} are given`,
      );
    if (!parameters.includes(name)) return wrongCall(call, `it has no argument called “${name}”`);
    if (bound.has(name)) return wrongCall(call, `“${name}” is given twice`);
    bound.set(name, argument.value);
  }
  const missing = parameters.slice(0, required).filter((name) => !bound.has(name));
  if (missing.length > 0)
    return wrongCall(call, `${missing.map((name) => `“${name}”`).join(" and ")} ${missing.length === 1 ? "is" : "are"} missing`);
  return bound;
}

/** An argument as a number. */
export function numberArgument(call: Call, expression: Expression | undefined): Placed | undefined {
  if (!expression) return undefined;
  const value = asNumber(call.model, call.elaborate(expression), expression.span, `“${call.model.text(expression.span)}”`);
  return value && { value, span: expression.span };
}

/** An argument as a plain number. */
export function plainArgument(call: Call, expression: Expression | undefined, what: string): Placed | undefined {
  if (!expression) return undefined;
  const value = asPlain(call.model, call.elaborate(expression), expression.span, what);
  return value && { value, span: expression.span };
}
