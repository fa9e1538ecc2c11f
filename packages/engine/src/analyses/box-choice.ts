/**
 * One box out of a peeling trajectory, without anybody looking on: the step with the best trade-off, stripped of restrictions that do not matter, its
 * limits shifted to where the trade-off is best.
 */
import { contentsOf, type PreparedTable, plus, quasiP, type Restriction } from "./boxes.js";
import { type PeelingObjective, type PeelingStep, peel, shiftLimits } from "./peeling.js";

/** How one box is found; all may be left out. */
export interface ChoiceSettings {
  /** The share of a box's rows that one slice takes: 0.05. */
  readonly alpha?: number;
  /** The share by which the limits of the chosen box are shifted at the end, outwards or inwards: 0.01. */
  readonly pasteAlpha?: number;
  readonly objective?: PeelingObjective;
  /** No box has fewer rows than this share: a twentieth, or a fifth of the share of interest where that is less, and never fewer than 20 rows. */
  readonly leastMass?: number;
  /** A chosen box restricts at most so many inputs: 4. */
  readonly mostRestrictions?: number;
  /** Restrictions with a quasi-p value above are dropped, and boxes with a held-out p above are not confirmed: 0.05. */
  readonly level?: number;
}

/** The chosen box and the trajectory from which it comes. */
export interface Choice {
  readonly restrictions: readonly Restriction[];
  readonly trajectory: readonly PeelingStep[];
}

/** Peels, takes the box with the best trade-off, drops what does not matter in it and shifts its limits to where the trade-off is best. */
export function chooseBox(table: PreparedTable, inside: Uint8Array, settings: ChoiceSettings): Choice {
  const { alpha = 0.05, pasteAlpha = 0.01, objective = "gain-per-row", level = 0.05, mostRestrictions = 4 } = settings;
  const all = contentsOf(table, inside, []);
  const share = all.interesting / all.rows;
  const leastRows = Math.max(20, Math.ceil((settings.leastMass ?? Math.min(0.05, share / 5)) * all.rows));
  const trajectory = peel(table, inside, { alpha, leastRows, objective });
  const worth = (rows: number, interesting: number) => tradeOff(interesting / all.interesting, interesting / rows, share);
  let best = trajectory[0]!;
  for (const step of trajectory) if (worth(step.rows, step.interesting) > worth(best.rows, best.interesting)) best = step;
  const simplified = simplify(table, inside, best.restrictions, level, mostRestrictions, worth);
  const shifted = shiftLimits(table, inside, simplified, pasteAlpha, leastRows, worth);
  return { trajectory, restrictions: simplify(table, inside, shifted, level, mostRestrictions, worth) };
}

/**
 * The worth of a box: the harmonic mean of its coverage and of how far its density has come from the share of interest among all rows to 1. All rows
 * are worth 0, a box with all interesting rows and no others 1. For rare interest this is the F1 measure.
 */
export function tradeOff(coverage: number, density: number, share: number): number {
  const gain = (density - share) / (1 - share);
  return gain > 0 && coverage > 0 ? (2 * coverage * gain) / (coverage + gain) : gain;
}

/** Drops, one by one, the restriction that matters least: as long as one has a quasi-p above the level or lowers the worth, or there are too many. */
function simplify(
  table: PreparedTable,
  inside: Uint8Array,
  start: readonly Restriction[],
  level: number,
  most: number,
  worth: (rows: number, interesting: number) => number,
): readonly Restriction[] {
  let restrictions = start;
  while (restrictions.length > 0) {
    const box = contentsOf(table, inside, restrictions);
    const now = worth(box.rows, box.interesting);
    let weakest = 0;
    let left = -Infinity;
    let isIdle = false;
    box.shutOut.forEach(({ low, high }, place) => {
      const wider = plus(box, low, high);
      const value = worth(wider.rows, wider.interesting);
      const idle = value >= now || quasiP(box.rows, box.interesting, wider) > level;
      if (idle === isIdle ? value > left : idle) {
        weakest = place;
        left = value;
        isIdle = idle;
      }
    });
    if (!isIdle && restrictions.length <= most) break;
    restrictions = restrictions.filter((_, place) => place !== weakest);
  }
  return restrictions;
}
