/** One draw of a case: what a value was in it, and, branch by branch, the values that it was computed from. Its JSON form is docs/schema/draw.schema.json. */
import { formatExact, unitName } from "@outweigh/brief";
import { type Dimension, type NodeId, type Replayed, replay, type Unit } from "@outweigh/engine";
import { type Compiled, nearNames, type settingsOf } from "@outweigh/language";
import { declarationOf } from "./lineage.js";
import { type Problem, problem } from "./problem.js";
import { printable, type Style, shorten, table, wrap } from "./terminal.js";

const deepest = 6;
const mostLines = 60;
const mostCells = 24;

/** What is asked: a draw counted from 1, of a run made in this way, of all options or of one. */
export type DrawAsked = ReturnType<typeof settingsOf> & { readonly draw: number; readonly option: string | undefined };

/** One number of a draw. `at` has the member of each dimension. */
interface DrawCell {
  readonly at: Readonly<Record<string, string>>;
  readonly value: number;
  /** In words, with its unit; the state for a chance. */
  readonly text: string;
}

/** A name with its values in the draw. */
interface DrawEntry {
  readonly id: string;
  readonly kind: string;
  readonly unit: Unit | undefined;
  readonly definition: string;
  readonly cells: readonly DrawCell[];
  /** The names that its definition uses and that have a value. */
  readonly uses: readonly string[];
}

/** What was found of a draw. The first entry is the name that was asked for; the others are all that it is computed from. */
export interface DrawRead {
  readonly asked: DrawAsked;
  readonly entries: ReadonlyMap<string, DrawEntry>;
}

/** Reads a name in one draw. It must be declared in the case. */
export function readDraw(subject: string, compiled: Compiled, asked: DrawAsked): DrawRead | Problem {
  const { graph, references } = compiled.lowering;
  const options = graph.dimensions.find(({ kind }) => kind === "option")?.members.map(({ id }) => id) ?? [];
  if (asked.draw > asked.draws) {
    return problem(
      `There is no draw ${asked.draw.toLocaleString("en")}: the run has ${asked.draws.toLocaleString("en")}.`,
      `Draws are counted from 1. For a longer run, whose first draws are the same: --draws ${asked.draw}`,
    );
  }
  if (asked.option !== undefined && !options.includes(asked.option)) {
    const near = nearNames(asked.option, options);
    return problem(
      options.length === 0 ? "This case has no options." : `There is no option ${asked.option}.`,
      options.length === 0 ? "Leave --option out." : near === "" ? `The options are: ${options.join(", ")}.` : `Near to it: ${near}.`,
    );
  }
  const nodes = new Map<string, NodeId>();
  for (const { name, node } of graph.outputs) nodes.set(name.replace(/^(rule|forecast|check):/, ""), node);
  const nodeOf = nodes.get(subject);
  const kind = declarationOf(compiled.assessment, subject)?.kind ?? "name";
  const withoutDraws = problem(
    `${subject} has no value in a single draw: it is ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}${nodeOf === undefined ? "" : " that is computed from all draws together"}.`,
    `To see what is known of it: outweigh explain ${subject} DIR`,
  );
  if (nodeOf === undefined) return withoutDraws;
  const names = reachable(subject, references, nodes);
  const values = replay(
    graph,
    asked,
    asked.draw - 1,
    names.map((name) => nodes.get(name)!),
  );
  if (!values.has(nodeOf)) return withoutDraws;
  const known = names.filter((name) => values.has(nodes.get(name)!));
  return {
    asked,
    entries: new Map(known.map((name) => [name, entryOf(name, nodes.get(name)!, compiled, values, new Set(known), asked.option)])),
  };
}

function reachable(
  subject: string,
  references: ReadonlyMap<string, ReadonlySet<string>>,
  nodes: ReadonlyMap<string, NodeId>,
): readonly string[] {
  const found = new Set([subject]);
  for (const name of found) for (const other of usedBy(name, references)) if (nodes.has(other)) found.add(other);
  return [...found];
}

function usedBy(name: string, references: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  return [...["", "rule:", "forecast:", "check:"].flatMap((kind) => [...(references.get(`${kind}${name}`) ?? [])])];
}

function entryOf(
  id: string,
  node: NodeId,
  { assessment, lowering }: Compiled,
  values: Replayed,
  known: ReadonlySet<string>,
  option: string | undefined,
): DrawEntry {
  const { graph, units, definitions, references } = lowering;
  const found = declarationOf(assessment, id);
  const chance = assessment.chances.find((each) => each.id === id);
  const isTruth = found?.kind === "rule" || found?.kind === "check";
  const dimensions = graph.nodes[node]!.dimensions.map((name) => graph.dimensions.find((each) => each.name === name)!);
  const cells = Array.from(values.get(node)!, (value, cell): DrawCell => {
    const state = chance?.states[value]?.text;
    const text = state ?? (isTruth && !Number.isNaN(value) ? (value === 0 ? "no" : "yes") : formatExact(value, units.get(id), 6));
    return { at: membersAt(dimensions, cell), value, text: text.replaceAll("\u00a0", " ") };
  });
  const text = definitions.get(id) ?? "";
  return {
    id,
    kind: found?.kind ?? "",
    unit: units.get(id),
    definition: text.trimEnd(),
    cells: cells.filter(({ at }) => option === undefined || at.option === undefined || at.option === option),
    uses: usedBy(id, references).filter((name) => name !== id && known.has(name)),
  };
}

function membersAt(dimensions: readonly Dimension[], cell: number): Readonly<Record<string, string>> {
  const members: [string, string][] = [];
  let rest = cell;
  for (const { name, members: all } of [...dimensions].reverse()) {
    members.unshift([name, all[rest % Math.max(all.length, 1)]?.id ?? ""]);
    rest = Math.floor(rest / Math.max(all.length, 1));
  }
  return Object.fromEntries(members);
}

/** The draw as data. What is not a finite number is null, and its `text` says what it is. */
export function drawJson({ asked, entries }: DrawRead) {
  const { draw, draws, seed, sampling, option } = asked;
  return {
    format: "outweigh-draw-1",
    draw,
    record: { seed, draws, sampling },
    option: option ?? null,
    entries: [...entries.values()].map(({ id, kind, unit, definition, cells, uses }) => ({
      id,
      kind,
      unit: unit ? { text: unit.text, scale: unit.scale } : null,
      definition,
      uses,
      cells: cells.map(({ at, value, text }) => ({ at, value: Number.isFinite(value) ? value : null, text })),
    })),
  };
}

/** The draw as text: the value, its definition, and a tree of what it is computed from. */
export function drawText({ asked, entries }: DrawRead, style: Style, width: number): string {
  const [first] = entries.values();
  if (first === undefined) return "";
  const { draw, draws, seed, option } = asked;
  const unit = unitName(first.unit);
  const of = option === undefined ? "" : ` · ${option}`;
  const heading = `${style.bold(first.id)} · ${first.kind}${unit === "" ? "" : ` · ${unit}`}${of}`;
  const run = style.dim(`draw ${draw.toLocaleString("en")} of ${draws.toLocaleString("en")}, seed ${seed}`);
  const parts = [`${wrap(heading, width)}\n${run}`, valuesText(first, style, width)];
  parts.push(
    first.definition
      .split("\n")
      .map((line) => style.cyan(shorten(`    ${printable(line)}`, width)))
      .join("\n"),
  );
  const lines = tree(first, entries, "  ", [first.id], new Set([first.id]));
  if (lines.length > 0) {
    const more = lines.length > mostLines ? [`  … and ${lines.length - mostLines} more lines; --json has all`] : [];
    const rows = table(
      lines.slice(0, mostLines),
      [
        { side: "left", yields: true },
        { side: "left", yields: true },
      ],
      width,
      "",
    );
    parts.push([style.bold("Computed from"), ...rows, ...more].join("\n"));
  }
  return parts.join("\n\n");
}

function valuesText({ cells }: DrawEntry, style: Style, width: number): string {
  const [only] = cells;
  if (cells.length === 1 && only) return `${style.bold("Value")} ${painted(only, style)}`;
  const rows = cells.slice(0, mostCells).map((cell) => [printable(Object.values(cell.at).join(", ")), painted(cell, style)]);
  const more = cells.length > mostCells ? [`  … and ${cells.length - mostCells} more; --json has all`] : [];
  return [style.bold("Values"), ...table(rows, [{ side: "left", yields: true }, { side: "left" }], width), ...more].join("\n");
}

function painted({ value, text }: DrawCell, style: Style): string {
  return Number.isFinite(value) ? text : style.red(text);
}

/** A row for each name below an entry; what has been shown is not opened again. */
function tree(
  entry: DrawEntry,
  entries: ReadonlyMap<string, DrawEntry>,
  indent: string,
  path: readonly string[],
  shown: Set<string>,
): (readonly string[])[] {
  if (path.length > deepest) return [];
  return entry.uses.flatMap((name) => {
    const used = entries.get(name);
    if (used === undefined || path.includes(name)) return [];
    const isNew = !shown.has(name);
    shown.add(name);
    const isCut = !isNew && used.uses.length > 0;
    const row = [`${indent}${name}`, `${inOneLine(used.cells)}${isCut ? " (see above)" : ""}`];
    return [row, ...(isNew ? tree(used, entries, `${indent}  `, [...path, name], shown) : [])];
  });
}

/** Several values in a line: each option of a few, the ends of a course, else their range. */
function inOneLine(cells: readonly DrawCell[]): string {
  const [first] = cells;
  const last = cells[cells.length - 1];
  if (first === undefined || last === undefined) return "";
  if (cells.every(({ text }) => text === first.text)) return first.text;
  const names = Object.keys(first.at).filter((name) => cells.some(({ at }) => at[name] !== first.at[name]));
  const place = ({ at }: DrawCell) => names.map((name) => at[name]).join(", ");
  if (cells.length <= 4 && names.length === 1) return cells.map((cell) => `${place(cell)}: ${cell.text}`).join("; ");
  const bad = cells.find(({ value }) => !Number.isFinite(value));
  const failing = bad === undefined ? "" : `; ${bad.text} first at ${place(bad)}`;
  if (names.length === 1) return `${first.text} (${place(first)}) to ${last.text} (${place(last)})${failing}`;
  const finite = cells.filter(({ value }) => Number.isFinite(value)).sort((one, other) => one.value - other.value);
  const range = finite.length === 0 ? "" : `, ${finite[0]!.text} to ${finite[finite.length - 1]!.text}`;
  return `${cells.length} values${range}${failing}`;
}
