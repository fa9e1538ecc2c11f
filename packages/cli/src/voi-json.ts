/** The JSON form of value of information; its schema is docs/schema/voi.schema.json. Numbers are in the unit of the file. */
import {
  type Estimated,
  type Evppi,
  type EvsiAroundSize,
  hasValue,
  type InputGroup,
  isUnsuitable,
  type NoEvppi,
  type OptionDraws,
  type PartialInformation,
  type Unsuitable,
} from "@outweigh/engine";
import type { DrawsFile } from "./draws-file.js";
import type { StatedStudy } from "./stated-studies.js";

/** A study that was stated, and what it is worth. */
export interface StudiedColumn extends StatedStudy {
  readonly found: EvsiAroundSize | Unsuitable;
}

/** What was read and computed. */
export interface VoiFindings {
  readonly path: string;
  readonly file: DrawsFile;
  readonly draws: OptionDraws;
  readonly isMinimised: boolean;
  readonly groups: readonly InputGroup[];
  readonly found: PartialInformation;
  /** Whether the last option is doing nothing, worth 0 in every draw. */
  readonly hasNothing: boolean;
  readonly studies: readonly StudiedColumn[];
  /** Of the simulated results of studies. */
  readonly seed: number;
}

/** The JSON of findings. */
export function voiJson({ path, file, draws, isMinimised, groups, found, hasNothing, studies, seed }: VoiFindings): object {
  const { evpi, inputs } = found;
  const sign = isMinimised ? -1 : 1;
  const each = (piece: Evppi | NoEvppi) => {
    if (!hasValue(piece)) return { name: piece.name, problem: piece.problem };
    const { name, value, error, bias, method, draws: used, inseparable } = piece;
    return { name, value, error, share: shareOf(piece, evpi), bias, method, draws: used, inseparable };
  };
  return {
    format: "outweigh-voi-1",
    file: path,
    draws: file.draws,
    leftOut: file.leftOut,
    sense: isMinimised ? "minimise" : "maximise",
    options: draws.options.map((name, index) => ({
      name,
      isNothing: hasNothing && index === draws.options.length - 1,
      mean: evpi.means[index]!.value * sign || 0,
      error: evpi.means[index]!.error,
      regret: evpi.regrets[index]!,
      isHeavyTailed: evpi.heavy.includes(index),
    })),
    best: draws.options[evpi.best]!,
    evpi: { value: evpi.value, error: evpi.error },
    inputs: inputs.map(each),
    groups: found.groups.map((piece, index) => ({ ...each(piece), members: groups[index]!.members })),
    studies: studies.map(({ input, study, found: worth }) => {
      if (isUnsuitable(worth)) return { input, ...study, problem: worth };
      const { value, error, perfect, sizes } = worth;
      return { input, ...study, seed, value, error, share: shareOf(worth, evpi), perfect, shareOfPerfect: shareOf(worth, perfect), sizes };
    }),
  };
}

/** A part of the EVPI as a share; none of an EVPI of 0. */
export function shareOf({ value }: Estimated, evpi: Estimated): number | null {
  return evpi.value > 0 ? value / evpi.value : null;
}
