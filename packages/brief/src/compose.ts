/** Puts a brief together: the analyst's chapters in their order, generated sections where the text asks for them, the others in their own places. */
import { type TlpMark, tlpLabel } from "@outweigh/evidence";
import { type Assessment, type Evaluated, markOfCase, type ProseBlock, type ProseInline } from "@outweigh/language";
import { sectionAnchor } from "./anchors.js";
import { paragraph } from "./blocks.js";
import type { Block, Document, Fact } from "./document.js";
import { type Findings, readFindings } from "./findings.js";
import type { PublicationHistory } from "./judgements.js";
import { formatCount } from "./numbers.js";
import { pagesOf } from "./pages.js";
import type { Analysed } from "./parts/part.js";
import { proseBlocks } from "./prose.js";
import { sections } from "./sections/index.js";
import { isNeeded, type Section } from "./sections/section.js";
import { composeSummary } from "./summary.js";
import { text } from "./values.js";
import { withdrawalCallout } from "./withdrawal.js";
import { formatDate } from "./words.js";

/** How a brief is put together. */
export interface BriefOptions {
  /** What the analyses of the case gave. */
  readonly analysed?: Analysed;
  /** Whether the whole assessment belongs to what is printed. */
  readonly full?: boolean;
  /** The mark that the brief is made for; otherwise that of what it uses. */
  readonly handling?: TlpMark;
  /** What has been published of the case. */
  readonly history?: PublicationHistory;
  /** What programs need to make the brief again, as JSON. */
  readonly record?: string;
}

/** Longer texts than this, in printed pages, are an annex of the brief. */
const mostPages = 11;

/**
 * The brief of an evaluated case: what matters most within a few pages, then the assessment itself, which is an annex where it is long. The
 * bottom line stands first and only once.
 */
export function composeBrief(
  evaluated: Evaluated,
  { analysed, full = false, handling = markOfCase(evaluated.assessment), history, record }: BriefOptions = {},
): Document {
  const findings = readFindings(evaluated, history);
  const whole = {
    ...composeAssessment(evaluated, history, analysed),
    ...(handling && { handling: tlpLabel(handling) }),
    ...(record !== undefined && { record }),
  };
  const front = composeSummary(findings, analysed);
  const rest = whole.blocks.filter(
    ({ kind, ...block }) => !(kind === "section" && "anchor" in block && block.anchor === sectionAnchor("bottom-line")),
  );
  const pages = pagesOf(rest);
  const title = "The assessment in full";
  if (full || pagesOf(front) + pages <= mostPages)
    return { ...whole, blocks: [...front, { kind: "heading", anchor: "assessment", level: 2, content: [text(title)] }, ...rest] };
  const note = `The reasoning, the evidence and the lineage of every number, about ${Math.round(pages)} pages. It is read on the screen and not printed; a brief made with --full prints it.`;
  return { ...whole, blocks: front, annex: { title, anchor: "assessment", note, blocks: rest } };
}

/** The assessment itself: the analyst's chapters with the generated sections in their places. */
export function composeAssessment(evaluated: Evaluated, history?: PublicationHistory, analysed?: Analysed): Document {
  const findings = readFindings(evaluated, history);
  const { assessment } = findings;
  const { title, chapters } = splitTitle(assessment.chapters.map((chapter) => chapter.blocks));
  const placed = new Set<string>();
  const body = chapters.flatMap((blocks, position) =>
    proseBlocks(findings, blocks, { shift: headingShift(blocks), anchor: `chapter-${position + 1}` }, (name, level, titled) => {
      const section = sections.find((candidate) => candidate.name === name);
      if (section === undefined || placed.has(name)) return [];
      placed.add(name);
      return [sectionBlock(findings, analysed, section, level, titled)];
    }),
  );
  const unplaced = (place: Section["place"]) =>
    sections
      .filter((section) => section.place === place && !placed.has(section.name) && isNeeded(section, findings))
      .map((section) => sectionBlock(findings, analysed, section, 2, true));
  const front = unplaced("front");
  return {
    title: title ?? assessment.case.label,
    question: assessment.case.question,
    facts: headFacts(findings),
    blocks: [
      ...withdrawalCallout(evaluated),
      ...front,
      ...(front.length > 0 && body[0] && body[0].kind !== "heading" ? [{ kind: "divider" as const }] : []),
      ...body,
      ...unplaced("back"),
      ...unplaced("end"),
    ],
    colophon: colophon(findings),
  };
}

function sectionBlock(findings: Findings, analysed: Analysed | undefined, section: Section, level: number, titled: boolean): Block {
  const blocks = isNeeded(section, findings)
    ? section.compose(findings, analysed)
    : [paragraph("This assessment declares nothing for this section.")];
  const inner = Math.max(level, 2);
  return {
    kind: "section",
    anchor: sectionAnchor(section.name),
    level: inner,
    title: titled ? [text(section.title)] : undefined,
    blocks: blocks.map((block) => (block.kind === "heading" ? { ...block, level: Math.min(block.level - 2 + inner, 6) } : block)),
  };
}

/** The title of the brief of a case. */
export function titleOf({ chapters, case: { label, id } }: Pick<Assessment, "chapters" | "case">): string {
  return splitTitle(chapters.map(({ blocks }) => blocks)).title ?? (label || id);
}

/** The first heading of the text is the title of the brief, when it is of the first level. */
function splitTitle(chapters: readonly (readonly ProseBlock[])[]): {
  readonly title: string | undefined;
  readonly chapters: readonly (readonly ProseBlock[])[];
} {
  const first = chapters[0]?.[0];
  if (first?.kind !== "heading" || first.level !== 1) return { title: undefined, chapters };
  return { title: plain(first.content), chapters: chapters.map((blocks, position) => (position === 0 ? blocks.slice(1) : blocks)) };
}

function plain(content: readonly ProseInline[]): string {
  return content.map((inline) => ("text" in inline ? inline.text : "content" in inline ? plain(inline.content) : "")).join("");
}

/** What to add to the levels of a chapter so that its highest heading is of level 2. */
function headingShift(blocks: readonly ProseBlock[]): number {
  const levels = blocks.flatMap((block) => (block.kind === "heading" ? [block.level] : []));
  return levels.length === 0 ? 0 : 2 - Math.min(...levels);
}

function headFacts(findings: Findings): readonly Fact[] {
  const { audience, author, asOf, commissioner, assurer, approver } = findings.assessment.case;
  const entries: readonly (readonly [string, string | undefined])[] = [
    ["For", audience],
    ["By", author],
    ["Asked for by", commissioner],
    ["Checked by", assurer],
    ["Approved by", approver],
    ["As of", asOf && formatDate(asOf)],
    ["Version", findings.history?.version],
  ];
  return entries.flatMap(([term, words]) => (words ? [{ term, content: [text(words)] }] : []));
}

function colophon(findings: Findings): string {
  const { record } = findings.evaluated.result;
  const hash = (whole: string) => whole.slice(0, 12);
  return `Seed ${record.seed} · ${formatCount(record.draws)} draws · engine ${record.engineVersion} · inputs ${hash(record.inputsHash)} · result ${hash(record.resultHash)}`;
}
