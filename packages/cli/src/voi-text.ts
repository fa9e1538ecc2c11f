/** Value of information as text: options, the value of knowing everything, a table of inputs, one of groups, and what to bear in mind. */
import { formatCount } from "@outweigh/brief";
import { type Evppi, hasValue, isUnsuitable, type NoEvppi, type Unsuitable } from "@outweigh/engine";
import { printable, type Style, table, wrap } from "./terminal.js";
import { shareOf, type VoiFindings } from "./voi-json.js";

const left = { side: "left", yields: true } as const;
const right = { side: "right" } as const;

/** The text of findings. */
export function voiText(findings: VoiFindings, style: Style, width: number): string {
  const { path, file, draws, isMinimised, found } = findings;
  const { evpi, inputs, groups } = found;
  const heading = `${printable(path)} · ${formatCount(file.draws)} draws · ${isMinimised ? "less is better" : "more is better"}`;
  const sign = isMinimised ? -1 : 1;
  const optionRows = draws.options.map((name, index) => {
    const { value, error } = evpi.means[index]!;
    const cells = [printable(name), ...withError(sign * value, error), index === evpi.best ? "best on average" : ""];
    return index === evpi.best ? cells.map((cell) => style.green(style.bold(cell))) : cells;
  });
  const head = (cells: readonly string[]) => cells.map((cell) => style.dim(cell));
  const [value, error] = withError(evpi.value, evpi.error);
  const worth = `Knowing everything before choosing would be worth ${value} ± ${error} (EVPI), in the unit of the columns. It is also the expected regret of the best option now.`;
  const pieces = (title: string, all: readonly (Evppi | NoEvppi)[]) => [
    style.bold(title),
    ...table(
      [head(["", "worth", "± error", "of EVPI"]), ...ranked(all).map((piece) => rowOf(piece, findings, style))],
      [left, right, right, right],
      width,
    ),
  ];
  return [
    wrap(style.bold(heading), width),
    table([head(["", "mean", "± error", ""]), ...optionRows], [left, right, right, { side: "left" }], width).join("\n"),
    wrap(worth, width),
    pieces("Knowing one input exactly (EVPPI)", inputs).join("\n"),
    ...(groups.length > 0 ? [pieces("Knowing several together", groups).join("\n")] : []),
    ...(findings.studies.length > 0 ? [studyTable(findings, style, width)] : []),
    ...notes(findings).map((note) => style.dim(wrap(note, width))),
  ].join("\n\n");
}

/** A line for each study at each of its sizes. */
function studyTable({ studies }: VoiFindings, style: Style, width: number): string {
  const head = ["", "n", "worth", "± error", "of knowing exactly"].map((cell) => style.dim(cell));
  const rows = studies.flatMap(({ input, study, found }): (readonly string[])[] => {
    const name = `${printable(input)}, ${study.kind}${study.kind === "mean" ? ` (sd ${study.sd})` : ""}`;
    if (isUnsuitable(found)) return [[name, sizeWords(study.size), style.yellow(studyProblem(found)), "", ""]];
    return found.sizes.map(({ size, value, error }, index) => {
      const share = shareOf({ value, error }, found.perfect);
      const cells = [sizeWords(size), ...withError(value, error), share === null ? "" : shareWords(share)];
      return [index === 0 ? name : "", ...(size === study.size ? cells.map((cell) => style.bold(cell)) : cells)];
    });
  });
  return [
    style.bold("Studies (EVSI): as stated, and a quarter to four times as large"),
    ...table([head, ...rows], [left, right, right, right, right], width),
  ].join("\n");
}

function sizeWords(size: number): string {
  return grouped(Number(size.toPrecision(4)), 4);
}

function studyProblem(problem: Unsuitable): string {
  switch (problem.reason) {
    case "not-a-probability":
      return "leaves 0 to 1";
    case "not-a-rate":
      return "falls below 0";
    default:
      return reasonWords(problem);
  }
}

function ranked(all: readonly (Evppi | NoEvppi)[]): readonly (Evppi | NoEvppi)[] {
  const worth = (piece: Evppi | NoEvppi) => (hasValue(piece) ? piece.value : -1);
  return [...all].sort((one, other) => worth(other) - worth(one));
}

function rowOf(piece: Evppi | NoEvppi, { found: { evpi } }: VoiFindings, style: Style): readonly string[] {
  if (!hasValue(piece)) return [printable(piece.name), style.yellow(reasonWords(piece.problem)), "", ""];
  const share = shareOf(piece, evpi);
  return [printable(piece.name), ...withError(piece.value, piece.error), share === null ? "" : shareWords(share)];
}

function shareWords(share: number): string {
  if (share > 0 && share < 0.005) return "<1 %";
  return `${Math.round(100 * share)} %`;
}

function reasonWords({ reason, have, need }: Unsuitable): string {
  switch (reason) {
    case "constant":
      return "does not vary";
    case "too-few-draws":
      return `${have} draws, ${need} needed`;
    case "not-finite":
      return "not finite";
    default:
      return reason.replaceAll("-", " ");
  }
}

/** A value and its error with as many digits as the error carries: two of its own. */
export function withError(value: number, error: number): readonly [string, string] {
  if (!(error > 0)) return [grouped(Number(value.toPrecision(6)), 6), "0"];
  const place = Math.floor(Math.log10(error)) - 1;
  if (place < -9 || place > 12) return [value.toPrecision(3), error.toPrecision(2)];
  const shown = (each: number) => {
    const rounded = place > 0 ? Math.round(each / 10 ** place) * 10 ** place : each;
    return rounded
      .toLocaleString("en", { minimumFractionDigits: Math.max(0, -place), maximumFractionDigits: Math.max(0, -place) })
      .replace("-", "\u2212");
  };
  return [shown(value), shown(error)];
}

function grouped(value: number, digits: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: digits }).replace("-", "\u2212");
}

/** What a reader should bear in mind, as far as it applies. */
function notes({ file, draws, found, hasNothing }: VoiFindings): readonly string[] {
  const { evpi, inputs, groups } = found;
  const valued = inputs.filter(hasValue);
  const words: string[] = [];
  if (hasNothing) words.push("One column of benefits is compared with doing nothing, which is worth 0.");
  if (file.leftOut > 0) {
    const faults = [...file.faults].map(
      ([fault, times]) =>
        `${formatCount(times)} ${{ missing: "without a value", text: "with text", "not-finite": "not finite", short: "of the wrong length" }[fault]}`,
    );
    words.push(
      `${formatCount(file.leftOut)} rows were left out (cells or rows: ${faults.join(", ")}). If what is missing has to do with the values, the answers are skewed.`,
    );
  }
  const cut = [...inputs, ...groups].filter(hasValue).find((piece) => piece.draws < file.draws);
  if (cut !== undefined) words.push(`Groups are valued on the first ${formatCount(cut.draws)} draws.`);
  if (evpi.heavy.length > 0)
    words.push(
      `The tails of ${evpi.heavy.map((index) => printable(draws.options[index]!)).join(", ")} are so heavy that means and errors may not exist: a few draws decide. Bound the inputs, or compare medians.`,
    );
  const copies = valued.filter(({ inseparable }) => inseparable.length > 0);
  if (copies.length > 0)
    words.push(
      `${copies.map(({ name, inseparable }) => `${printable(name)} moves with ${inseparable.map(printable).join(", ")}`).join("; ")}: to know the one is to know the other.`,
    );
  if (evpi.value > 0 && valued.some(({ value, error }) => value > 0 && value < 2 * error))
    words.push("A value below twice its error cannot be told from 0; more draws would tell.");
  if (groups.length === 0 && valued.length > 1 && valued.every(({ value }) => value < 0.25 * evpi.value) && evpi.value > 3 * evpi.error)
    words.push("No input alone is worth much of the whole; together some may be. Try --groups a+b.");
  words.push(
    "Errors take the draws for independent ones. Values of inputs do not add up, and where inputs are correlated one tells of the other.",
  );
  return words;
}
