/**
 * One box out of a peeling trajectory, without anybody looking on: the step with the best trade-off, stripped of restrictions that do not matter, its
 * limits shifted to where the trade-off is best.
 */
import { type Count, contentsOf, type PreparedTable, plus, quasiP, type Restriction } from "./boxes.js";
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

/**
 * Drops, one by one, the limit or the whole restriction that matters least: as long as one has a quasi-p above the level or does not add to the worth,
 * or there are too many restrictions.
 */
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
    const looser = restrictions.flatMap((restriction, place) =>
      loosened(restriction, box.shutOut[place]!).map(({ left, freed }) => {
        const wider = plus(box, freed);
        const value = worth(wider.rows, wider.interesting);
        const isIdle = value >= now || quasiP(box.rows, box.interesting, wider) > level;
        return { place, left, value, isIdle };
      }),
    );
    const idle = looser.filter(({ isIdle }) => isIdle);
    const candidates = idle.length > 0 ? idle : restrictions.length > most ? looser.filter(({ left }) => !left) : [];
    if (candidates.length === 0) break;
    const weakest = candidates.reduce((best, one) => (one.value > best.value ? one : best));
    restrictions = restrictions.flatMap((restriction, place) => (place !== weakest.place ? [restriction] : (weakest.left ?? [])));
  }
  return restrictions;
}

/** What is left of a restriction without its lower limit, without its upper one, and without either, with the rows that each lets in. */
function loosened(
  restriction: Restriction,
  { low, high }: { readonly low: Count; readonly high: Count },
): readonly { left?: Restriction; freed: Count }[] {
  const { input } = restriction;
  const whole = { freed: plus(low, high) };
  if (restriction.low === undefined || restriction.high === undefined) return [whole];
  return [{ left: { input, high: restriction.high }, freed: low }, { left: { input, low: restriction.low }, freed: high }, whole];
}
