/** `outweigh voi --draws FILE`: what it would be worth to know more before choosing, from draws that any program may have made. */
import {
  Cancelled,
  evppiInSteps,
  evsiAroundSize,
  hasValue,
  type InputDraws,
  type InputGroup,
  isUnsuitable,
  type OptionDraws,
  type PartialInformation,
  type Unsuitable,
} from "@outweigh/engine";
import { readDraws, unknownColumns } from "../draws-file.js";
import { type Effects, exit } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { pause } from "../spread-run.js";
import { readStudy, type StatedStudy } from "../stated-studies.js";
import { styleOf, widthOf } from "../terminal.js";
import { type StudiedColumn, type VoiFindings, voiJson } from "../voi-json.js";
import { voiText } from "../voi-text.js";
import { progress } from "../watch.js";

/** Options of the command. Columns are names separated by commas, groups names joined by plus signs. */
export interface VoiOptions {
  readonly draws: string;
  readonly netBenefit: string;
  readonly inputs?: string;
  readonly groups?: string;
  readonly minimise?: boolean;
  readonly skipIncomplete?: boolean;
  /** As they are written: `theta mean n=50 sd=12`. */
  readonly study?: readonly string[];
  /** Of the simulated results of studies. */
  readonly seed?: number;
  readonly json?: boolean;
}

/** What a single column of benefits is compared with. */
const nothing = "nothing (0)";

/** Runs the command. */
export async function voi(options: VoiOptions, effects: Effects): Promise<number> {
  const { draws: path, minimise: isMinimised = false } = options;
  const benefits = split(options.netBenefit, ",");
  const groups = split(options.groups ?? "", ",").map((name): InputGroup => ({ name, members: split(name, "+") }));
  const studies: StatedStudy[] = [];
  for (const text of options.study ?? []) {
    const read = readStudy(text);
    if (isProblem(read)) return failWith(effects, read);
    studies.push(read);
  }
  const others = [...groups.flatMap(({ members }) => members), ...studies.map(({ input }) => input)];
  let inputs: readonly string[] = [];
  const file = await readDraws(
    path,
    (known) => {
      inputs = options.inputs === undefined ? known.filter((name) => name !== "" && !benefits.includes(name)) : split(options.inputs, ",");
      return columnProblem(path, { known, benefits, inputs, groups, studies }) ?? [...new Set([...benefits, ...inputs, ...others])];
    },
    options.skipIncomplete ?? false,
    effects,
  );
  if (isProblem(file)) return failWith(effects, file);
  const column = (name: string) => file.columns.get(name)!;
  const columns = benefits.map((name) => (isMinimised ? column(name).map((value) => -value) : column(name)));
  const hasNothing = benefits.length === 1;
  const draws: OptionDraws = {
    options: hasNothing ? [...benefits, nothing] : benefits,
    benefits: hasNothing ? [...columns, new Float64Array(file.draws)] : columns,
    replicated: false,
  };
  const all = [...new Set([...inputs, ...others])].map((name) => ({ name, columns: [column(name)] }));
  const found = await inSteps(draws, all, groups, effects);
  if (isUnsuitable(found)) return failWith(effects, unsuitableProblem(path, found));
  const seed = options.seed ?? 1;
  const valued: StudiedColumn[] = [];
  for (const stated of studies) {
    valued.push({
      ...stated,
      found: evsiAroundSize(draws, { ...stated, input: { name: stated.input, columns: [column(stated.input)] } }, { seed }),
    });
    await pause();
    if (effects.stopped.aborted) throw new Cancelled();
  }
  const findings: VoiFindings = { path, file, draws, isMinimised, groups, found, hasNothing, studies: valued, seed };
  const text = options.json
    ? JSON.stringify(voiJson(findings), null, 2)
    : voiText(findings, styleOf(effects, effects.stdout), widthOf(effects.stdout));
  effects.stdout.write(`${text}\n`);
  const isLacking = [...found.inputs, ...found.groups].some((piece) => !hasValue(piece)) || valued.some((each) => isUnsuitable(each.found));
  return isLacking ? exit.errors : exit.fine;
}

async function inSteps(
  draws: OptionDraws,
  inputs: readonly InputDraws[],
  groups: readonly InputGroup[],
  effects: Effects,
): Promise<PartialInformation | Unsuitable> {
  const line = progress(effects, "Valuing");
  const steps = evppiInSteps(draws, inputs, { groups });
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      line.report(value.done, value.total);
      await pause();
      if (effects.stopped.aborted) throw new Cancelled();
    }
  } finally {
    line.end();
  }
}

/** Names between separators; quotation marks keep a separator in a name. */
function split(text: string, separator: string): readonly string[] {
  const names: string[] = [];
  let [name, isInside] = ["", false];
  for (const letter of `${text}${separator}`) {
    if (letter === '"') isInside = !isInside;
    if (letter !== separator || isInside) name += letter;
    else {
      const bare = name
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .normalize("NFC");
      if (bare !== "") names.push(bare);
      name = "";
    }
  }
  return names;
}

interface Wanted {
  readonly known: readonly string[];
  readonly benefits: readonly string[];
  readonly inputs: readonly string[];
  readonly groups: readonly InputGroup[];
  readonly studies: readonly StatedStudy[];
}

function columnProblem(path: string, { known, benefits, inputs, groups, studies }: Wanted): Problem | undefined {
  const twice = [benefits, inputs, ...groups.map(({ members }) => members)].flatMap((names) =>
    names.filter((name, index) => names.indexOf(name) !== index),
  );
  if (twice.length > 0) return problem(`The column “${twice[0]}” is named twice.`, "Name each column once.");
  if (benefits.length === 0)
    return problem("No column of benefits is named.", "Say which: --net-benefit A,B with a column for each option.");
  const studied = studies.map(({ input }) => input);
  const unknown = unknownColumns(path, [...benefits, ...inputs, ...groups.flatMap(({ members }) => members), ...studied], known);
  if (unknown !== undefined) return unknown;
  const both = inputs.find((name) => benefits.includes(name));
  if (both !== undefined)
    return problem(
      `“${both}” is named both as a benefit and as an input.`,
      "An input is what is uncertain; a benefit is what follows from it.",
    );
  if (inputs.length === 0 && studied.length === 0)
    return problem(`${path} has no columns but those of benefits.`, "Add a column for each uncertain input.");
  return undefined;
}

function unsuitableProblem(path: string, { reason, name }: Unsuitable): Problem {
  if (reason === "not-finite")
    return problem(`The benefits in the column “${name ?? ""}” of ${path} are too large to be added up.`, "Give them in a larger unit.");
  return problem(`Nothing can be said about ${path}: ${reason.replaceAll("-", " ")}.`, "Name at least two options and some hundred draws.");
}
