/** `outweigh voi --draws FILE`: what it would be worth to know more before choosing, from draws that any program may have made. */
import {
  Cancelled,
  evppiInSteps,
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
import { styleOf, widthOf } from "../terminal.js";
import { type VoiFindings, voiJson } from "../voi-json.js";
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
  readonly json?: boolean;
}

/** What a single column of benefits is compared with. */
const nothing = "nothing (0)";

/** Runs the command. */
export async function voi(options: VoiOptions, effects: Effects): Promise<number> {
  const { draws: path, minimise: isMinimised = false } = options;
  const benefits = split(options.netBenefit, ",");
  const groups = split(options.groups ?? "", ",").map((name): InputGroup => ({ name, members: split(name, "+") }));
  let inputs: readonly string[] = [];
  const file = await readDraws(
    path,
    (known) => {
      inputs = options.inputs === undefined ? known.filter((name) => name !== "" && !benefits.includes(name)) : split(options.inputs, ",");
      return (
        columnProblem(path, { known, benefits, inputs, groups }) ?? [
          ...new Set([...benefits, ...inputs, ...groups.flatMap(({ members }) => members)]),
        ]
      );
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
  const members = groups.flatMap((group) => group.members).filter((name) => !inputs.includes(name));
  const all = [...new Set([...inputs, ...members])].map((name) => ({ name, columns: [column(name)] }));
  const found = await inSteps(draws, all, groups, effects);
  if (isUnsuitable(found)) return failWith(effects, unsuitableProblem(path, found));
  const findings: VoiFindings = { path, file, draws, isMinimised, groups, found, hasNothing };
  const text = options.json
    ? JSON.stringify(voiJson(findings), null, 2)
    : voiText(findings, styleOf(effects, effects.stdout), widthOf(effects.stdout));
  effects.stdout.write(`${text}\n`);
  return [...found.inputs, ...found.groups].some((piece) => !hasValue(piece)) ? exit.errors : exit.fine;
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
}

function columnProblem(path: string, { known, benefits, inputs, groups }: Wanted): Problem | undefined {
  const twice = [benefits, inputs, ...groups.map(({ members }) => members)].flatMap((names) =>
    names.filter((name, index) => names.indexOf(name) !== index),
  );
  if (twice.length > 0) return problem(`The column “${twice[0]}” is named twice.`, "Name each column once.");
  if (benefits.length === 0)
    return problem("No column of benefits is named.", "Say which: --net-benefit A,B with a column for each option.");
  const unknown = unknownColumns(path, [...benefits, ...inputs, ...groups.flatMap(({ members }) => members)], known);
  if (unknown !== undefined) return unknown;
  const both = inputs.find((name) => benefits.includes(name));
  if (both !== undefined)
    return problem(
      `“${both}” is named both as a benefit and as an input.`,
      "An input is what is uncertain; a benefit is what follows from it.",
    );
  if (inputs.length === 0) return problem(`${path} has no columns but those of benefits.`, "Add a column for each uncertain input.");
  return undefined;
}

function unsuitableProblem(path: string, { reason, name }: Unsuitable): Problem {
  if (reason === "not-finite")
    return problem(`The benefits in the column “${name ?? ""}” of ${path} are too large to be added up.`, "Give them in a larger unit.");
  return problem(`Nothing can be said about ${path}: ${reason.replaceAll("-", " ")}.`, "Name at least two options and some hundred draws.");
}
