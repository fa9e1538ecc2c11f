/**
 * A part of the brief proper: half a page that answers one question of the reader. A part is a record; those that tell the result of an analysis
 * say of which. How much a part matters for the case at hand decides whether it finds room.
 */
import type { DecisionDraws, Unsuitable } from "@outweigh/engine";
import type { Block } from "../document.js";
import type { Findings } from "../findings.js";

/** What analyses of the case gave, by their names: plain data, or why there is none. */
export interface Analysed {
  readonly subject: DecisionDraws;
  readonly results: ReadonlyMap<string, object | Unsuitable>;
}

/** A part of the brief. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** The analysis whose result it tells; those without one need the run of the case alone. */
  readonly analysis?: string;
  /** How much it matters here, from 0 (nothing to say) to 1 (no brief without it). */
  readonly weight: (findings: Findings, analysed: Analysed | undefined) => number;
  /** Its blocks: a sentence first, then a picture or a table. */
  readonly compose: (findings: Findings, analysed: Analysed | undefined) => readonly Block[];
}

/** How a part tells the result of an analysis. */
export interface Telling<Result extends object> {
  readonly name: string;
  readonly title: string;
  readonly analysis: string;
  readonly weight: (findings: Findings, result: Result, analysed: Analysed) => number;
  readonly compose: (findings: Findings, result: Result, analysed: Analysed) => readonly Block[];
}

/** A part on the result of an analysis; it has nothing to say where that was not made or had no answer. */
export function tellingPart<Result extends object>({ name, title, analysis, weight, compose }: Telling<Result>): Part {
  const resultOf = (analysed: Analysed | undefined) => {
    const result = analysed?.results.get(analysis);
    return result === undefined || ("kind" in result && result.kind === "unsuitable") ? undefined : (result as Result);
  };
  return {
    name,
    title,
    analysis,
    weight: (findings, analysed) => {
      const result = resultOf(analysed);
      return result === undefined || analysed === undefined ? 0 : weight(findings, result, analysed);
    },
    compose: (findings, analysed) => {
      const result = resultOf(analysed);
      return result === undefined || analysed === undefined ? [] : compose(findings, result, analysed);
    },
  };
}
