/** How standard errors follow from the draws of a run; it stands alone because reports of the run and the brief both need it. */
import { hasReplicates, type Result } from "@outweigh/engine";

/** Whether standard errors come from replicates, and how much larger they are than those of so many independent draws. */
export interface ErrorRule {
  readonly replicated: boolean;
  readonly errorFactor: number;
}

/** The rule of a run. Draws that observations have chosen are no replicates any more, and some of them are copies. */
export function errorRuleOf({ conditioning, record }: Pick<Result, "conditioning" | "record">): ErrorRule {
  return {
    replicated: conditioning === undefined && hasReplicates(record.sampling),
    errorFactor: conditioning === undefined ? 1 : Math.sqrt(record.draws / conditioning.effectiveDraws),
  };
}
