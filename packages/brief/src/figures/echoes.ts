/** Where the evidence comes from: origins as full dots, what derives from them below and to the right, claims as squares; claims cited together are tied at the right. */
import { dot, line, link, text } from "@observablehq/plot";
import type { EchoPlot } from "../document.js";
import { draw, type Room, shortened, widths } from "./canvas.js";

const rowHeight = 28;
const letterWidths = { claim: 7.2, source: 7.9 } as const;
const tieColours = { derived: "var(--muted)", found: "var(--muted)", echo: "var(--contested)", independent: "var(--clear)" } as const;

/** Draws the graph. Beyond a depth for which there is no room, lines are indented no further. */
export function drawEchoes(figure: EchoPlot, room: Room): string {
  const width = widths[room];
  const step = room === "wide" ? 24 : 16;
  const deepest = room === "wide" ? 8 : 5;
  const claimTies = figure.ties.filter(({ sort }) => sort === "echo" || sort === "independent");
  const sourceTies = figure.ties.filter(({ sort }) => sort === "derived" || sort === "found");
  const [leftRoom, rightRoom] = [tieRoom(sourceTies, room), tieRoom(claimTies, room)];
  const edge = width - rightRoom - 8;
  const x = (depth: number) => leftRoom + 10 + Math.min(depth, deepest) * step;
  const rows = figure.lines.map((each, y) => {
    const letterWidth = letterWidths[each.sort === "claim" ? "claim" : "source"];
    const label = shortened(each.label, Math.floor((edge - x(each.depth) - 16) / letterWidth));
    return { ...each, y, x: x(each.depth), label, end: x(each.depth) + 24 + label.length * letterWidth };
  });
  const elbows = rows.flatMap((row) => {
    const above = row.under === undefined ? undefined : rows[row.under];
    if (above === undefined) return [];
    const stem = Math.min(above.x, row.x - step / 2);
    return [
      [
        { x: stem, y: above.y + 0.24 },
        { x: stem, y: row.y },
        { x: row.x - 6, y: row.y },
      ],
    ];
  });
  const tied = new Set(claimTies.flatMap(({ from, to }) => [from, to]));
  const leaders = rows.filter(({ y, end }) => tied.has(y) && end < edge - 10);
  return draw({
    width,
    height: rows.length * rowHeight + 16,
    marginLeft: 0,
    marginRight: 0,
    marginTop: 8,
    marginBottom: 8,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: [-0.5, rows.length - 0.5], range: [8, rows.length * rowHeight + 8], axis: null },
    marks: [
      ...elbows.map((points) => line(points, { x: "x", y: "y", stroke: "var(--muted)", strokeWidth: 1.4 })),
      link(leaders, { x1: "end", x2: () => edge - 5, y1: "y", y2: "y", stroke: "var(--rule)", strokeWidth: 1.2 }),
      ...sourceTies.map((tie) => arc(tie, (row) => (rows[row]?.x ?? 0) - 6, leftRoom - 4, -1, room)),
      ...claimTies.map((tie) => arc(tie, () => edge + 4, edge + 4, 1, room)),
      dot(
        rows.filter(({ y }) => tied.has(y)),
        { x: () => edge, y: "y", r: 3, fill: "var(--muted)" },
      ),
      dot(rows, {
        x: "x",
        y: "y",
        r: ({ sort }: { sort: string }) => (sort === "claim" ? 4.5 : 6),
        symbol: ({ sort }: { sort: string }) => (sort === "claim" ? "square" : "circle"),
        fill: ({ sort }: { sort: string }) => (sort === "origin" ? "var(--series)" : sort === "claim" ? "var(--muted)" : "var(--paper)"),
        stroke: ({ sort }: { sort: string }) => (sort === "claim" ? "var(--muted)" : "var(--series)"),
        strokeWidth: 2,
      }),
      words(
        rows.filter(({ sort }) => sort !== "claim"),
        600,
      ),
      words(
        rows.filter(({ sort }) => sort === "claim"),
        400,
      ),
    ],
  });
}

function words(rows: readonly { readonly x: number; readonly y: number; readonly label: string }[], fontWeight: number) {
  return text(rows, {
    x: ({ x }: { x: number }) => x + 13,
    y: "y",
    text: "label",
    textAnchor: "start",
    fill: "currentColor",
    fontWeight,
    fontSize: 13,
  });
}

type Tie = EchoPlot["ties"][number];

function tieRoom(ties: readonly Tie[], room: Room): number {
  return ties.length === 0 ? 4 : bulge(Math.max(...ties.map(({ from, to }) => Math.abs(from - to))), room) + 14;
}

/** How far an arc over so many lines goes out. */
function bulge(lines: number, room: Room): number {
  return Math.min(room === "wide" ? 64 : 34, 12 + lines * 6);
}

/** An arc between two lines that goes out to one side; dashed where it is a suspicion, dotted where it is an echo, so that colour is not needed. */
function arc(tie: Tie, startOf: (row: number) => number, base: number, side: 1 | -1, room: Room) {
  const out = bulge(Math.abs(tie.from - tie.to), room);
  const points = Array.from({ length: 25 }, (_, at) => {
    const share = at / 24;
    const across = 4 * share * (1 - share);
    const flat = startOf(tie.from) * (1 - share) + startOf(tie.to) * share;
    return { x: flat + (base + side * out - flat) * across, y: tie.from + (tie.to - tie.from) * share };
  });
  const dash = { derived: undefined, found: "5 4", echo: "2 3", independent: undefined }[tie.sort];
  return line(points, {
    x: "x",
    y: "y",
    stroke: tieColours[tie.sort],
    strokeWidth: 2,
    ...(dash === undefined ? {} : { strokeDasharray: dash }),
  });
}
