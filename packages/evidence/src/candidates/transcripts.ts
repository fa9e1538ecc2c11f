/** Turns of a transcript: paragraphs that begin with the name of who speaks. */
import type { Attribution, SpeakerMemory } from "./attribution-memory.js";
import type { Lexicon } from "./lexicon.js";
import type { Paragraph } from "./passages.js";

const longestLabel = 60;

/** The name before a colon with which a paragraph begins, as in a transcript: "QUIST: We lost …". */
export function labelOf(text: string, { block, tokens }: Paragraph): string | undefined {
  if (block.kind !== "paragraph") return undefined;
  const colon = tokens.findIndex((token, at) => at > 0 && at <= 6 && token.text === ":");
  if (colon < 1 || colon >= tokens.length - 2 || tokens[colon - 1]!.end - block.start > longestLabel) return undefined;
  const isName = tokens.slice(0, colon).every((token) => token.isCapital || token.kind === "mark" || token.kind === "number");
  return isName ? text.slice(block.start, tokens[colon - 1]!.end) : undefined;
}

/** A turn in a transcript: all words after the label are its speaker's, though not in quotation marks. A single letter ("Q") asks and asserts nothing. */
export function turnOf(
  text: string,
  paragraph: Paragraph,
  lexicon: Lexicon,
  labels: ReadonlySet<string>,
  memory: SpeakerMemory,
  index: number,
): Attribution | undefined {
  const label = labelOf(text, paragraph);
  if (label === undefined || !labels.has(label) || label.length < 2) return undefined;
  const { tokens, block } = paragraph;
  const colon = tokens.findIndex((token) => token.text === ":");
  const known = memory.surnames.get(tokens[colon - 1]!.key);
  if (known) memory.latest = { ...known, paragraph: index };
  const isRole = lexicon.roleNouns.has(tokens[colon - 1]!.key);
  return {
    start: block.start,
    end: block.end,
    named: { start: block.start, end: tokens[colon - 1]!.end },
    speaker: known?.speaker ?? label,
    body: known?.body,
    isNamed: known !== undefined || !isRole,
    kind: "person",
    quotation: undefined,
    resolvedFrom: known && known.speaker !== label ? label : undefined,
    isLeading: false,
  };
}
