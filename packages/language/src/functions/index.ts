/** The catalogue of functions. A new one is a record in the file of its family. */
import { arithmeticFunctions } from "./arithmetic.js";
import { distributionFunctions } from "./distributions.js";
import type { FunctionRecord } from "./function.js";
import { tableFunctions } from "./interpolate.js";
import { listedFunctions } from "./listed.js";
import { madeFunctions } from "./made-to-measure.js";
import { dimensionFunctions } from "./reduce.js";
import { quantileFunction, statisticFunctions } from "./statistics.js";
import { timeFunctions } from "./time.js";

/** Every function by name, in the order of the manual. */
export const functionRecords: ReadonlyMap<string, FunctionRecord> = new Map(
  [
    ...arithmeticFunctions,
    ...dimensionFunctions,
    ...timeFunctions,
    ...tableFunctions,
    ...statisticFunctions,
    ...distributionFunctions,
    ...listedFunctions,
    ...madeFunctions,
  ].map((record) => [record.name, record]),
);

/** A function by name; any quantile from p1 to p99 is one. */
export function findFunction(name: string): FunctionRecord | undefined {
  return functionRecords.get(name) ?? (/^p[1-9]\d?$/.test(name) ? quantileFunction(name) : undefined);
}

export type { FunctionRecord } from "./function.js";
