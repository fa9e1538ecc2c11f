/** The brief proper: the bottom line and the parts that matter most for this case, within the room that a busy reader gives. */
import { sectionAnchor } from "./anchors.js";
import type { Block } from "./document.js";
import type { Findings } from "./findings.js";
import { historyBlocks } from "./history-blocks.js";
import { pagesOf } from "./pages.js";
import { parts } from "./parts/index.js";
import type { Analysed, Part } from "./parts/part.js";
import { sections } from "./sections/index.js";
import { text } from "./values.js";

/** The pages that the brief proper may take: with the head and with what an estimate may be out by, it stays under twelve. */
const mostPages = 11;

/** The blocks of the brief proper. Parts are taken by their weight until the room is used, and stand in the order of the catalogue. */
export function composeSummary(findings: Findings, analysed: Analysed | undefined): readonly Block[] {
  const front: Block[] = sections
    .filter(({ name }) => name === "bottom-line")
    .map((section) => sectionOf("bottom-line", section.title, section.compose(findings)));
  const history = historyBlocks(findings);
  if (history.length > 0) front.push(sectionOf("changes", "What changed", history));
  const candidates = parts
    .map((part) => ({ part, weight: part.weight(findings, analysed) }))
    .filter(({ weight }) => weight > 0)
    .map(({ part, weight }) => ({ part, weight, block: partSection(part, findings, analysed) }));
  let room = mostPages - pagesOf(front);
  const taken = new Set<Part>();
  for (const { part, block } of [...candidates].sort((one, other) => other.weight - one.weight)) {
    const pages = pagesOf([block]);
    if (pages > room) continue;
    room -= pages;
    taken.add(part);
  }
  return [...front, ...candidates.filter(({ part }) => taken.has(part)).map(({ block }) => block)];
}

/** A part with its title. */
export function partSection(part: Part, findings: Findings, analysed: Analysed | undefined): Block {
  return sectionOf(`brief-${part.name}`, part.title, part.compose(findings, analysed));
}

function sectionOf(name: string, title: string, blocks: readonly Block[]): Block {
  return { kind: "section", anchor: sectionAnchor(name), level: 2, title: [text(title)], blocks };
}
