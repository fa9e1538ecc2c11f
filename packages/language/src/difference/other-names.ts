/** Parts of an assessment in which names are exchanged for those that another version has. */
import type { Assessment } from "../assessment.js";
import { compileAgain } from "../compile.js";
import type { Compiled } from "../evaluated.js";
import { type Renaming, renamed } from "./meaning.js";

/** Fields that hold words for the reader, in which no name is looked for. */
const wordy = new Set(["label", "note", "question", "reason", "quote", "states", "header", "path", "kind", "span"]);
const texts: ReadonlySet<unknown> = new Set(["text", "judgement", "words"]);

/** Plain data of an assessment in which every name is exchanged. */
export function inOtherNamesAll<T>(data: T, renaming: Renaming): T {
  const visit = (value: unknown): unknown => {
    if (typeof value === "string") return renamed(value, renaming);
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== "object" || ("kind" in value && texts.has(value.kind))) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, wordy.has(name) ? each : visit(each)]));
  };
  return renaming.size === 0 ? data : (visit(data) as T);
}

/** A case without its prose in which what the other version calls otherwise has the name that it has there, so that both draw the same random numbers. */
export function inNamesOf(compiled: Compiled, renaming: Renaming): Compiled {
  if (renaming.size === 0 || compiled.diagnostics.some(({ severity }) => severity === "error")) return compiled;
  const { inlines: _, chapters, files, data, ...rest } = compiled.assessment;
  const tables = data.map((table) => ({ ...inOtherNamesAll({ ...table, rows: [] }, renaming), rows: table.rows }));
  const assessment: Assessment = { ...inOtherNamesAll(rest, renaming), data: tables, inlines: [], chapters, files };
  return compileAgain(compiled, assessment, new Map());
}
