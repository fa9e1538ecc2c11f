/** Pieces of assessments and results for the tests of this package, written by hand. Draws come from a seeded generator. */
import { type OutputResult, summarise } from "@outweigh/engine";
import type { Declared, Expression, NameSyntax, ProseBlock, ProseInline, QuantityDeclaration, Reason, Span } from "@outweigh/language";

const file = "flood.md";

/** A place at the start of the only file. */
export const nowhere: Span = { file, from: 0, to: 0 };

/** A seeded stream of uniform numbers (mulberry32). */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Draws of a normal distribution by Box and Muller. */
export function normals(seed: number, count: number, centre: number, spread: number): Float64Array {
  const next = uniforms(seed);
  return Float64Array.from(
    { length: count },
    () => centre + spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  );
}

/** An output with kept draws. */
export function output(name: string, dimensions: readonly string[], draws: readonly Float64Array[]): OutputResult {
  return { name, dimensions, draws, summaries: draws.map((column) => summarise(column)) };
}

/** An output of fixed numbers, as a statistic over the draws leaves them. */
export function fixedOutput(name: string, dimensions: readonly string[], values: readonly number[]): OutputResult {
  return { name, dimensions, summaries: values.map((value) => ({ mean: value, meanError: 0, sd: 0, min: value, max: value })) };
}

/** A name as the parser gives it. */
export function named(text: string): NameSyntax {
  return { text, span: nowhere };
}

/** A reference to a declaration as a reason. */
export function refers(id: string): Reason {
  return { kind: "reference", id, span: nowhere };
}

/** What every declaration has. */
export function declared(id: string, label: string, because: readonly Reason[] = [], note?: string): Declared {
  return { id, label, span: nowhere, because, note };
}

/** An expression that is a name. */
export function nameExpression(name: string): Expression {
  return { kind: "name", name, span: nowhere };
}

/** An expression that is a number. */
export function numberExpression(value: number): Expression {
  return { kind: "number", value, percent: false, span: nowhere };
}

/** A statistic of a name, such as `mean(x)` or `P(x)`. */
export function statisticExpression(statistic: string, name: string, option?: string): Expression {
  return {
    kind: "call",
    name: named(statistic),
    arguments: [{ value: nameExpression(name), span: nowhere }],
    ...(option === undefined ? {} : { option: named(option) }),
    span: nowhere,
  };
}

/** Running text of the analyst. */
export function prose(text: string): ProseInline {
  return { kind: "text", text };
}

/** A paragraph of the analyst. */
export function proseParagraph(...content: readonly ProseInline[]): ProseBlock {
  return { kind: "paragraph", content };
}

/** A heading of the analyst. */
export function proseHeading(level: number, text: string): ProseBlock {
  return { kind: "heading", level, content: [prose(text)] };
}

/** A quantity with a plain definition. */
export function quantity(id: string, label: string, because: readonly Reason[] = [], note?: string): QuantityDeclaration {
  return {
    ...declared(id, label, because, note),
    unit: nameExpression("USD"),
    over: [],
    definition: numberExpression(1),
    given: undefined,
    judged: undefined,
    correlations: [],
    isOverridden: false,
    instead: [],
  };
}
