/**
 * Studies for Cooke's classical model in the files of Excalibur: `.dtt` with the experts' quantiles, `.rls` with the realisations of the seeds.
 * Item and expert names may hold spaces, so that the columns of Excalibur are tried first and the shape of the line after that.
 */
import type { CookeStudy } from "@outweigh/engine";

/** One expert, as numbered and named in the file. */
export interface ExcaliburExpert {
  readonly number: number;
  readonly id: string;
}

/** One item; a seed has a realisation. */
export interface ExcaliburItem {
  readonly number: number;
  readonly id: string;
  readonly isLogarithmic: boolean;
  readonly text: string;
  readonly realisation?: number;
}

/** Everything in a pair of files. `answers[expert][item]` is undefined where the expert did not answer. */
export interface ExcaliburStudy {
  readonly probabilities: readonly number[];
  readonly experts: readonly ExcaliburExpert[];
  readonly items: readonly ExcaliburItem[];
  readonly answers: readonly (readonly (readonly number[] | undefined)[])[];
}

/** What is wrong in a file, and where; line and column count from 1. An error leaves the line out, a warning does not. */
export interface ExcaliburProblem {
  readonly file: "dtt" | "rls";
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** The study, undefined when not even its quantiles can be made out, with all problems in the order of the files. */
export interface ReadExcalibur {
  readonly study: ExcaliburStudy | undefined;
  readonly problems: readonly ExcaliburProblem[];
}

/** Excalibur marks a missing answer with -999.5; -999.6 and others of the kind occur in real files. */
function isMissing(value: number): boolean {
  return value > -1000 && value <= -999;
}

const numberShape = /[ \t]*([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?)(?=[ \t+-]|$)/y;

interface Row {
  readonly expert: ExcaliburExpert;
  readonly item: { readonly number: number; readonly id: string; readonly isLogarithmic: boolean; readonly text: string };
  readonly values: readonly number[] | undefined;
  readonly line: number;
}

type Report = (line: number, column: number, message: string, severity?: "error" | "warning") => void;

/** Reads a study; without a `.rls` text no item is a seed. Tabs, blank lines, any line ends, decimal commas and the end mark of DOS are accepted. */
export function readExcalibur(dtt: string, rls?: string): ReadExcalibur {
  const problems: ExcaliburProblem[] = [];
  const reporter =
    (file: "dtt" | "rls"): Report =>
    (line, column, message, severity = "error") =>
      problems.push({ file, line, column, severity, message });
  const report = reporter("dtt");
  const lines = linesOf(dtt);
  const headerLine = lines.findIndex((text) => text.trim() !== "");
  const probabilities = readHeader(lines[headerLine] ?? "", Math.max(headerLine, 0) + 1, report);
  if (probabilities === undefined) return { study: undefined, problems };
  const rows = lines.flatMap((text, index) => {
    if (index <= headerLine || text.trim() === "") return [];
    const row = readRow(text, index + 1, probabilities.length, report);
    return row ? [row] : [];
  });
  if (rows.length === 0) report(headerLine + 1, 1, "No line with an expert's quantiles follows the first line.");
  const experts: ExcaliburExpert[] = [];
  const items: Row["item"][] = [];
  const answers: (readonly number[] | undefined)[][] = [];
  const said = new Map<string, number>();
  for (const { expert, item, values, line } of rows) {
    const e = placeOf(experts, expert, (a, b) => a.number === b.number && a.id === b.id);
    const i = placeOf(items, item, (a, b) => a.id === b.id);
    const key = `${e} ${i}`;
    const before = said.get(key);
    if (before !== undefined) {
      report(line, 1, `${expert.id} has answered ${item.id} before, on line ${before}; this line is left out.`);
      continue;
    }
    if (items[i]!.isLogarithmic !== item.isLogarithmic)
      report(line, 1, `${item.id} has another scale here than on its first line, which counts.`, "warning");
    said.set(key, line);
    answers[e] ??= [];
    answers[e][i] = values;
  }
  const realised = rls === undefined ? new Map<number, number>() : readRealisations(rls, items, reporter("rls"));
  return {
    study: {
      probabilities,
      experts,
      items: items.map((item, index) => {
        const realisation = realised.get(index);
        return { ...item, ...(realisation !== undefined && { realisation }) };
      }),
      answers: answers.map((row) => items.map((_, index) => row[index])),
    },
    problems,
  };
}

function linesOf(text: string): readonly string[] {
  const end = text.indexOf("\u001a");
  return (end < 0 ? text : text.slice(0, end)).replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
}

function placeOf<T>(list: T[], entry: T, isSame: (a: T, b: T) => boolean): number {
  const found = list.findIndex((other) => isSame(other, entry));
  return found >= 0 ? found : list.push(entry) - 1;
}

const headerExample = "* CLASS ASCII OUTPUT FILE. NQ=   3   QU=   5  50  95";

function readHeader(text: string, line: number, report: Report): readonly number[] | undefined {
  const match = /NQ\s*=\s*(\d+)\s+QU\s*=(.*)$/i.exec(text);
  if (!match) {
    report(line, 1, `The first line must name the quantiles, like: ${headerExample}`);
    return undefined;
  }
  const column = match.index + match[0].length - match[2]!.length + 1;
  const percents = [...match[2]!.matchAll(/\d+(?:[.,]\d+)?/g)].map(([number]) => Number(number.replace(",", ".")));
  if (percents.length !== Number(match[1])) {
    report(line, column, `NQ says ${match[1]} quantiles, but ${percents.length} follow QU.`);
    return undefined;
  }
  const wrong = percents.findIndex((percent, k) => !(percent > 0 && percent < 100 && (k === 0 || percents[k - 1]! < percent)));
  if (percents.length < 2 || wrong >= 0) {
    report(line, column, "The quantiles must be two or more, rise, and lie between 0 and 100 percent.");
    return undefined;
  }
  return percents.map((percent) => percent / 100);
}

interface Place {
  readonly numbers: readonly number[];
  readonly ids: readonly string[];
  readonly scale: string;
  /** Where the values begin, counted from 0. */
  readonly next: number;
}

function placesOf(text: string): Place | undefined {
  const columns = /^([ \t]*\d+)[ ](.{8})[ ](?=[ ]*\d+[ ])(.{4})[ ](.{14})[ ](UNI|LOG)(?=\s|$)/i.exec(text);
  const match =
    columns && columns[1]!.length === 5 ? columns : /^[ \t]*(\d+)[ \t]+(.*?)[ \t]+(\d+)[ \t]+(.*?)[ \t]+(UNI|LOG)(?=\s|$)/i.exec(text);
  if (!match) return undefined;
  const [, expert, expertId, item, itemId, scale] = match.map((part) => part.trim()) as [string, string, string, string, string, string];
  return { numbers: [Number(expert), Number(item)], ids: [expertId, itemId], scale, next: match[0].length };
}

function readRow(text: string, line: number, count: number, report: Report): Row | undefined {
  const places = placesOf(text);
  if (places === undefined) {
    report(
      line,
      1,
      "This line must have an expert's number and name, an item's number and name, UNI or LOG, and the quantiles; it may be cut off.",
    );
    return undefined;
  }
  const values: number[] = [];
  const columns: number[] = [];
  let at = places.next;
  for (let k = 0; k < count; k += 1) {
    const number = numberAt(text, at);
    if (number === undefined) {
      const rest = text.slice(at).trim();
      report(
        line,
        at + 1 + (text.slice(at).length - text.slice(at).trimStart().length),
        `${count} quantiles must stand here, but after ${k} of them comes ${rest === "" ? "the end of the line" : `“${rest.slice(0, 20)}”`}.`,
      );
      return undefined;
    }
    values.push(number.value);
    columns.push(number.column);
    at = number.next;
  }
  const [expertId, itemId] = places.ids as [string, string];
  const row = {
    expert: { number: places.numbers[0]!, id: expertId },
    item: { number: places.numbers[1]!, id: itemId, isLogarithmic: places.scale.toUpperCase() === "LOG", text: text.slice(at).trim() },
    line,
  };
  const missing = values.filter(isMissing).length;
  if (missing === count) return { ...row, values: undefined };
  if (missing > 0) {
    report(
      line,
      columns[values.findIndex(isMissing)]!,
      `${expertId} gives only ${count - missing} of ${count} quantiles of ${itemId}; the answer counts as missing.`,
      "warning",
    );
    return { ...row, values: undefined };
  }
  const falls = values.findIndex((value, k) => k > 0 && !(values[k - 1]! < value));
  if (falls > 0) {
    report(
      line,
      columns[falls]!,
      `The quantiles of ${expertId} for ${itemId} must rise, but ${values[falls]} follows ${values[falls - 1]}; the answer counts as missing.`,
    );
    return { ...row, values: undefined };
  }
  if (row.item.isLogarithmic && !(values[0]! > 0)) {
    report(
      line,
      columns[0]!,
      `${itemId} has a logarithmic scale, so that all quantiles must be above zero, but ${expertId} gives ${values[0]}; the answer counts as missing.`,
    );
    return { ...row, values: undefined };
  }
  return { ...row, values };
}

function numberAt(text: string, at: number): { readonly value: number; readonly column: number; readonly next: number } | undefined {
  numberShape.lastIndex = at;
  const match = numberShape.exec(text);
  const value = Number(match?.[1]?.replace(",", "."));
  return match && Number.isFinite(value)
    ? { value, column: numberShape.lastIndex - match[1]!.length + 1, next: numberShape.lastIndex }
    : undefined;
}

function readRealisations(rls: string, items: readonly Row["item"][], report: Report): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [index, text] of linesOf(rls).entries()) {
    if (text.trim() === "" || text.trimStart().startsWith("*")) continue;
    const line = index + 1;
    const match = /^[ \t]*(\d+)[ \t]+(.*?)[ \t]+(\S+)[ \t]+(UNI|LOG)(?=\s|$)/i.exec(text);
    if (!match) {
      report(line, 1, "This line must have an item's number and name, its realisation, and UNI or LOG; it may be cut off.");
      continue;
    }
    const [, number, id, written] = match as unknown as [string, string, string, string];
    const column = text.indexOf(written, text.indexOf(id) + id.length) + 1;
    const value = Number(written.replace(",", "."));
    const byName = items.findIndex((item) => item.id === id);
    const place = byName >= 0 ? byName : items.findIndex((item) => item.number === Number(number));
    if (!Number.isFinite(value)) report(line, column, `The realisation of ${id} must be a number, but it is “${written}”.`);
    else if (place < 0) report(line, 1, `No expert was asked for ${id}; its realisation is left out.`, "warning");
    else if (isMissing(value)) continue;
    else if (found.has(place)) report(line, 1, `${id} has a realisation on an earlier line, which counts.`);
    else if (items[place]!.isLogarithmic && !(value > 0))
      report(line, column, `${id} has a logarithmic scale, so that its realisation must be above zero, but it is ${value}.`);
    else {
      if (byName < 0)
        report(line, 1, `Item ${number} is called ${items[place]!.id} in the assessments and ${id} here; its number counts.`, "warning");
      found.set(place, value);
    }
  }
  return found;
}

/** The two files of a study. Numbers keep all their digits, so that reading them again gives the same study. */
export function writeExcalibur(study: ExcaliburStudy): { readonly dtt: string; readonly rls: string } {
  const { probabilities, experts, items, answers } = study;
  const percents = probabilities.map((p) => String(Number((100 * p).toPrecision(12))).padStart(4)).join("");
  const head = `* CLASS ASCII OUTPUT FILE. NQ=${String(probabilities.length).padStart(4)}   QU=${percents}`;
  const scale = (item: ExcaliburItem) => (item.isLogarithmic ? "LOG" : "UNI");
  const rows = experts.flatMap((expert, e) =>
    items.map((item, i) => {
      const values = answers[e]?.[i] ?? probabilities.map(() => -999.5);
      return `${String(expert.number).padStart(5)} ${expert.id.padStart(8)} ${String(item.number).padStart(4)} ${item.id.padStart(14)} ${scale(item)}${values.map(written).join("")}${textAfter(item)}`;
    }),
  );
  const realised = items.map(
    (item) =>
      `${String(item.number).padStart(5)} ${item.id.padStart(14)}${written(item.realisation ?? -999.5)} ${scale(item)}${textAfter(item)}`,
  );
  return { dtt: `${[head, ...rows].join("\r\n")}\r\n`, rls: `${realised.join("\r\n")}\r\n` };
}

const textAfter = (item: ExcaliburItem): string => (item.text === "" ? "" : `  ${item.text}`);

/** A number as Excalibur writes it, 1.31100E+0001, with more digits where it has them. */
function written(value: number): string {
  const short = value.toExponential(5);
  const [mantissa, exponent] = (Number(short) === value ? short : value.toExponential()).split("e") as [string, string];
  return ` ${`${mantissa}E${exponent[0]}${exponent.slice(1).padStart(4, "0")}`.padStart(14)}`;
}

/** The study as the classical model takes it. */
export function cookeStudyOf(study: ExcaliburStudy): CookeStudy {
  return {
    probabilities: study.probabilities,
    items: study.items.map(({ isLogarithmic, realisation }) => ({ isLogarithmic, realisation })),
    answers: study.answers,
  };
}
