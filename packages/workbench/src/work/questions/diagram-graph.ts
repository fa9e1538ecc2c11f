/** The influence diagram of a case as a graph, before it is laid out: what is declared, what uses what, and which chapter or module it stands in. */
import { unitName } from "@outweigh/brief";
import {
  type Assessment,
  type Compiled,
  type Declared,
  type Expression,
  expressionParts,
  joinPath,
  type Reason,
  type SupportDegree,
  supportOf,
} from "@outweigh/language";

/** The kinds of node; each has a shape of its own. */
export const nodeKinds = ["option", "quantity", "chance", "precedent", "stock", "objective", "rule", "source", "data"] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** How well a declaration is supported; `follows` for one that gives no reason of its own because it is computed from others. */
export type NodeSupport = SupportDegree | "follows";

/** A declaration in the diagram. */
export interface DiagramNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** In words; empty where it has none. */
  readonly unit: string;
  /** The id of its group. */
  readonly group: string;
  /** Where it is written: of what came from a module, the line that uses the module. `isOwn` when it is the declaration itself. */
  readonly place: { readonly file: string; readonly from: number; readonly to: number; readonly isOwn: boolean };
  /** Missing for kinds that give no reasons. */
  readonly support?: NodeSupport;
  readonly isDisputed?: boolean;
  /** The share of the usual size that it is drawn with, where sizes tell something. */
  readonly scale?: number;
}

/**
 * How one node bears on another: in its formula or table; as what flows into or out of a stock; as a reason alone; by forbidding or binding an option;
 * as a part of a combination or pathway; as a correlation; or as a source of its evidence.
 */
export type EdgeKind = "formula" | "flow" | "reason" | "rule" | "part" | "correlated" | "evidence";

/** An arrow, from what bears to what it bears on. */
export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

/** A chapter or a module. */
export interface DiagramGroup {
  readonly id: string;
  readonly title: string;
  readonly kind: "chapter" | "module";
}

/** A diagram without places. */
export interface DiagramGraph {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly groups: readonly DiagramGroup[];
  /** Units that the case uses, as they are written. */
  readonly units: readonly string[];
}

/** Reads the diagram of a compiled case, also of one with errors. Sources of evidence and tables of data are there when `withEvidence`. */
export function diagramOf({ assessment, lowering }: Compiled, withEvidence: boolean): DiagramGraph {
  const support = supportOf(assessment);
  const groups = groupsOf(assessment);
  const nodes = new Map<string, DiagramNode>();
  const add = (kind: NodeKind, declarations: readonly Declared[], extra?: (declared: Declared) => Partial<DiagramNode>) => {
    for (const declared of declarations) {
      if (declared.id === "" || nodes.has(declared.id)) continue;
      const { group, place } = groups.of(declared);
      const unit = kind === "chance" ? "" : unitName(lowering.units.get(declared.id));
      nodes.set(declared.id, { id: declared.id, kind, label: declared.label, unit, group, place, ...extra?.(declared) });
    }
  };
  const supported = ({ id, because }: Declared): Partial<DiagramNode> => {
    const { degree, isDisputed } = support(id);
    const isComputed = degree === "none" && because.length === 0 && (lowering.references.get(id)?.size ?? 0) > 0;
    return { support: isComputed ? "follows" : degree, isDisputed };
  };
  add("option", assessment.options);
  add("rule", assessment.rules);
  add("quantity", assessment.quantities, supported);
  add("chance", assessment.chances, supported);
  add("precedent", assessment.precedents, supported);
  add("stock", assessment.stocks, supported);
  add("objective", assessment.objectives);
  if (withEvidence) {
    add("data", assessment.data);
    add("source", assessment.sources);
  }
  const edges = edgesOf(assessment, lowering.references, nodes);
  const used = new Set([...nodes.values()].map(({ group }) => group));
  const units = [...new Set([...nodes.keys()].map((id) => lowering.units.get(id)?.text ?? ""))].filter((text) => text !== "").sort();
  return { nodes: [...nodes.values()], edges, groups: groups.all.filter(({ id }) => used.has(id)), units };
}

function edgesOf(
  assessment: Assessment,
  references: ReadonlyMap<string, ReadonlySet<string>>,
  nodes: ReadonlyMap<string, DiagramNode>,
): readonly DiagramEdge[] {
  const edges = new Map<string, DiagramEdge>();
  const add = (from: string, to: string, kind: EdgeKind) => {
    const key = JSON.stringify([from, to]);
    if (from !== to && nodes.has(from) && nodes.has(to) && !edges.has(key)) edges.set(key, { from, to, kind });
  };
  const { options, pathways, rules, quantities, chances, precedents, stocks, objectives, claims } = assessment;
  for (const { id, correlations } of quantities) for (const { with: other } of correlations) add(other.text, id, "correlated");
  for (const { id, gains, loses } of stocks)
    for (const name of [...namesIn(gains), ...namesIn(loses)]) add(ownerOf(name, nodes), id, "flow");
  for (const { id } of [...quantities, ...chances, ...precedents, ...stocks, ...objectives])
    for (const name of references.get(id) ?? []) add(name, id, "formula");
  for (const { id, measures, isCombination } of options) if (isCombination) for (const measure of measures) add(measure, id, "part");
  for (const { id, starts, rules: switches } of pathways) {
    add(starts.text, id, "part");
    for (const { option, condition } of switches) {
      add(option.text, id, "part");
      for (const name of namesIn(condition)) add(ownerOf(name, nodes), id, "formula");
    }
  }
  for (const { id, forbids, appliesTo } of rules) {
    for (const { text } of [...forbids, ...appliesTo]) add(id, text, "rule");
    const bound = new Set([...forbids, ...appliesTo].map(({ text }) => text));
    for (const name of references.get(`rule:${id}`) ?? []) if (!bound.has(name)) add(name, id, "formula");
  }
  const sourceOf = new Map(claims.map(({ id, source }) => [id, source]));
  for (const { id, because } of [...quantities, ...chances, ...precedents, ...stocks, ...objectives, ...options, ...rules])
    for (const name of referencesIn(because)) {
      const source = sourceOf.get(name);
      const from = source ?? ownerOf(name, nodes);
      add(from, id, source !== undefined || nodes.get(from)?.kind === "source" ? "evidence" : "reason");
    }
  for (const { id, because } of assessment.data) for (const name of referencesIn(because)) add(sourceOf.get(name) ?? name, id, "evidence");
  return [...edges.values()];
}

function referencesIn(because: readonly Reason[]): readonly string[] {
  return because.flatMap((reason) => (reason.kind === "reference" ? [reason.id] : []));
}

/** `gauge.level` belongs to `gauge`; names with the prefix of a module stay as they are. */
function ownerOf(name: string, nodes: ReadonlyMap<string, DiagramNode>): string {
  const dot = name.lastIndexOf(".");
  return nodes.has(name) || dot < 0 ? name : name.slice(0, dot);
}

function namesIn(expression: Expression | undefined): readonly string[] {
  if (expression === undefined) return [];
  return expression.kind === "name" ? [expression.name] : expressionParts(expression).flatMap(namesIn);
}

/** Chapters in their order, then modules; and where each declaration belongs and is shown. */
function groupsOf({ chapters, files, uses }: Assessment) {
  const known = new Set(chapters.map(({ file }) => file));
  const modules = uses.map((use) => ({ id: `module ${use.prefix}`, title: `Module ${use.prefix}`, kind: "module" as const, use }));
  const chapterGroups = chapters.map(({ file }) => ({ id: file, title: titleOf(files[file] ?? "", file), kind: "chapter" as const }));
  const longestFirst = [...modules].sort((one, other) => other.use.prefix.length - one.use.prefix.length);
  return {
    all: [...chapterGroups, ...modules.map(({ id, title, kind }) => ({ id, title, kind }))] as readonly DiagramGroup[],
    of: ({ id, span }: Declared): Pick<DiagramNode, "group" | "place"> => {
      if (known.has(span.file)) return { group: span.file, place: { ...span, isOwn: true } };
      const found =
        longestFirst.find(({ use }) => id.startsWith(`${use.prefix}.`)) ??
        modules.find(({ use }) => span.file.startsWith(joinPath(use.path)));
      if (found === undefined) return { group: span.file, place: { ...span, isOwn: true } };
      const { file, from, to } = found.use.span;
      return { group: found.id, place: { file, from, to, isOwn: false } };
    },
  };
}

/** The first heading of a chapter, or the name of its file. */
function titleOf(text: string, file: string): string {
  return /^#{1,2}[ \t]+(.+?)[ \t]*#*\r?$/m.exec(text)?.[1] ?? file.replace(/\.md$/i, "");
}
