/** Where the evidence comes from, as blocks: the picture of origins and echoes, the claims behind it as a table, and in words what counts as one. */
import { type EchoGraph, echoGraph, type SharedOrigin } from "@outweigh/evidence";
import { figureAnchor } from "./anchors.js";
import { claimReference, columns, heading, list, paragraph } from "./blocks.js";
import type { Block, EchoPlot, Inline } from "./document.js";
import type { Findings } from "./findings.js";
import { text } from "./values.js";
import { countWords, joinWords } from "./words.js";

/** A picture with more lines is no help; first claims that are cited with no other go, then the picture. */
const mostLines = 48;

/** Nothing where no source derives from another and no claim is cited in support of another. */
export function echoBlocks(findings: Findings): readonly Block[] {
  const { claims, sources } = findings.assessment;
  const graph = echoGraph(
    sources.map((source) => ({ id: source.id, derivedFrom: source.derivedFrom.map((name) => name.text) })),
    claims.map(({ id, source, saidBy, corroborates }) => ({ id, source, saidBy, corroborates: corroborates.map((name) => name.text) })),
  );
  if (graph.sources.length === 0) return [];
  const items = graph.supports.flatMap(({ first, second, shared }): readonly (readonly Inline[])[] =>
    shared === undefined
      ? []
      : [
          [
            claimReference(findings, first),
            text(" and "),
            claimReference(findings, second),
            text(` ${sharedWords(findings, shared)}; they count as one.`),
          ],
        ],
  );
  return [
    heading(figureAnchor("echoes"), "Origins and echoes"),
    ...picture(findings, graph),
    ...(items.length === 0 ? [] : [paragraph("Claims that are cited in support of each other and go back to one origin:"), list(items)]),
  ];
}

function sharedWords(findings: Findings, shared: SharedOrigin): string {
  switch (shared.kind) {
    case "same-source":
      return `stand in the same source, ${findings.label(shared.name)}`;
    case "common-origin":
      return `both go back to ${findings.label(shared.name)}`;
    case "same-speaker":
      return `both repeat ${shared.name}`;
  }
}

function picture(findings: Findings, graph: EchoGraph): readonly Block[] {
  const cited = new Set(graph.supports.flatMap(({ first, second }) => [first, second]));
  const fitting = [graph.claims, graph.claims.filter(({ id }) => cited.has(id))].find(
    (claims) => graph.sources.length + claims.length <= mostLines,
  );
  const table = originTable(findings, graph);
  if (fitting === undefined) return [table];
  const plot = plotOf(findings, graph, fitting);
  const origins = graph.sources.filter(({ depth }) => depth === 0);
  return [
    {
      kind: "figure",
      anchor: figureAnchor("evidence.origins"),
      caption: "What the evidence goes back to",
      note: howToRead(plot),
      alternative:
        `${countWords(graph.sources.length, "source")} that ${graph.sources.length === 1 ? "goes" : "go"} back to ${countWords(origins.length, "origin")}: ${joinWords(origins.map(({ id }) => findings.label(id)))}. ${supportWords(graph)}`.trim(),
      plot,
      table,
      tableOpen: false,
    },
  ];
}

function supportWords({ supports }: EchoGraph): string {
  if (supports.length === 0) return "";
  const echoes = supports.filter(({ shared }) => shared !== undefined).length;
  return `Of ${countWords(supports.length, "pair")} of claims cited in support of each other, ${echoes === 0 ? "none" : echoes} ${echoes === 1 ? "is an echo" : "are echoes"}.`;
}

function howToRead({ lines, ties }: EchoPlot): string {
  const has = (sort: EchoPlot["ties"][number]["sort"]) => ties.some((tie) => tie.sort === sort);
  return [
    lines.some(({ sort }) => sort === "derived")
      ? "Full dots are origins; hollow ones derive from the one that they hang from; squares are claims."
      : "Dots are origins, squares claims.",
    ...(has("derived") ? ["Arcs at the left lead to further origins of a source."] : []),
    ...(has("found") ? ["Dashed arcs at the left tie sources whose texts are alike."] : []),
    ...(has("echo") ? ["A dotted arc at the right ties claims that are cited together and count as one."] : []),
    ...(has("independent") ? ["A full arc at the right ties claims that support each other from different origins."] : []),
  ].join(" ");
}

/** Sources in the order of the tree, each with its claims. */
function plotOf(findings: Findings, graph: EchoGraph, claims: EchoGraph["claims"]): EchoPlot {
  const lines: EchoPlot["lines"][number][] = [];
  const places = new Map<string, number>();
  const claimPlaces = new Map<string, number>();
  for (const { id, depth, under } of graph.sources) {
    const place = lines.length;
    places.set(id, place);
    const above = under === undefined ? undefined : places.get(under);
    lines.push({ label: findings.label(id), sort: above === undefined ? "origin" : "derived", depth, under: above });
    for (const claim of claims.filter(({ source }) => source === id)) {
      claimPlaces.set(claim.id, lines.length);
      lines.push({ label: findings.label(claim.id), sort: "claim", depth: depth + 1, under: place });
    }
  }
  const ties = graph.links.flatMap(({ from, to, kind }): EchoPlot["ties"] => {
    const [start, end] = [places.get(from), places.get(to)];
    if (start === undefined || end === undefined || lines[start]!.under === end) return [];
    return [{ from: start, to: end, sort: kind === "found" ? "found" : "derived" }];
  });
  const support = graph.supports.flatMap(({ first, second, shared }): EchoPlot["ties"] => {
    const [start, end] = [claimPlaces.get(first), claimPlaces.get(second)];
    if (start === undefined || end === undefined) return [];
    return [{ from: start, to: end, sort: shared === undefined ? "independent" : "echo" }];
  });
  return { kind: "echoes", lines, ties: [...ties, ...support] };
}

function originTable(findings: Findings, graph: EchoGraph): Extract<Block, { kind: "table" }> {
  const origins = (ids: readonly string[]) => [text(joinWords(ids.map((id) => findings.label(id))))];
  return {
    kind: "table",
    caption: "Claims and the origins that they rest on",
    columns: columns("Claim", "Rests on", "Cited with"),
    rows: graph.claims.map((claim) => {
      const partners = graph.supports.flatMap(({ first, second, shared }) => {
        if (first !== claim.id && second !== claim.id) return [];
        return [`${findings.label(first === claim.id ? second : first)}, ${shared === undefined ? "independent" : "an echo"}`];
      });
      return {
        cells: [[claimReference(findings, claim.id)], origins(claim.origins), [text(partners.join("; ") || "–")]],
      };
    }),
  };
}
