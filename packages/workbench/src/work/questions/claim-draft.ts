/** A stretch of a source as a claim: the block that would be written, under a free name, and whether its words can be verified. */
import {
  type Candidate,
  credibilityGrades,
  type Feature,
  findCandidates,
  nameOf,
  type QuoteCheck,
  toNotation,
  verifyQuote,
} from "@outweigh/evidence";
import { formatText } from "@outweigh/language";
import { defineQuestion } from "../question.js";
import { candidatesOf, lockOf, type ReadCopy, readSource } from "../source-reading.js";
import { singleGrade } from "./source-passages.js";

/** What is to become a claim. Name and grade are suggested where they are missing. */
export interface ClaimDraftInput {
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly name?: string;
  readonly grade?: string;
}

/** The claim as it would stand in the text. */
export interface ClaimDraft {
  readonly name: string;
  readonly grade: string;
  readonly quote: string;
  /** Ends without a line break. */
  readonly block: string;
  /** What is to be known of the words, though they can be cited. */
  readonly caution: string | undefined;
  /** Why it cannot be added as it is. */
  readonly problem: string | undefined;
}

/** Longer texts are not searched as a whole for one passage: the passage alone is. */
const searchedWhole = 250_000;
const longestQuote = 2000;

export const claimDraft = defineQuestion<ClaimDraftInput, ClaimDraft | undefined>({
  doc: "A passage of a source as a claim of the notation; undefined where there is no such text.",
  answer: ({ source: id, from, to, name, grade }, { evaluation, files }) => {
    const { assessment, lowering } = evaluation.compiled;
    const source = assessment.sources.find((each) => each.id === id);
    const copy = source && readSource(source, lockOf({ files }), { files }).copy;
    if (source === undefined || copy === undefined) return undefined;
    const known = copy.prepared.original.length <= searchedWhole || copy.candidates.size > 0 ? candidatesOf(copy, source) : [];
    const whole = known.find((each) => each.from === from && each.to === to);
    const candidate =
      whole?.candidate ??
      chosen(
        copy,
        from,
        to,
        known.filter((each) => each.from < to && each.to > from).map((each) => each.candidate),
      );
    if (candidate === undefined) return undefined;
    const taken = new Set([
      ...lowering.definitions.keys(),
      ...assessment.claims.map((claim) => claim.id),
      ...assessment.sources.map((each) => each.id),
    ]);
    const given = name?.trim();
    const claimName = given === undefined || given === "" ? nameOf(candidate, taken) : given;
    const shownGrade = grade !== undefined && credibilityGrades.has(grade) ? grade : singleGrade(candidate);
    const graded: Candidate = { ...candidate, credibility: { ...candidate.credibility, grade: shownGrade } };
    const { claim } = toNotation(graded, { sourceName: id, claimName });
    const check = verifyQuote(copy.prepared, candidate.quote);
    return {
      name: claimName,
      grade: shownGrade,
      quote: candidate.quote,
      block: formatted(claim),
      caution: cautionOf(check),
      problem: problemOf(check, candidate.quote) ?? nameProblem(claimName, taken),
    };
  },
});

/** A stretch that the analyst chose, with what the rules found within it. */
function chosen({ prepared }: ReadCopy, start: number, end: number, around: readonly Candidate[]): Candidate | undefined {
  const text = prepared.original.slice(start, end);
  const quote = text.trim();
  if (quote === "") return undefined;
  const found = around.length > 0 ? around : findCandidates(quote, { language: "en" });
  const isWithin = (feature: Feature) => !("text" in feature) || quote.includes(feature.text);
  const features = found.flatMap((each) => each.features).filter(isWithin);
  const credibility = found[0]?.credibility ?? { grade: "6", reasons: [{ code: "chosen-by-analyst", words: "" }] };
  return { span: { start: 0, end: 0 }, quote, under: found[0]?.under ?? [], features, credibility, suggestedBy: undefined };
}

/** The block in the shape of the formatter, which lays out fenced blocks. */
function formatted(block: string): string {
  return formatText(`\`\`\`outweigh\n${block}\n\`\`\`\n`)
    .replace(/^```outweigh\n/, "")
    .replace(/\n```\n$/, "");
}

function problemOf(check: QuoteCheck, quote: string): string | undefined {
  if (quote.length > longestQuote) return `A quote has at most ${longestQuote} characters, and this has ${quote.length}: choose less.`;
  if (check.state === "too-short")
    return check.occurrences > 1
      ? `These words stand in the source ${check.occurrences} times: choose more, so that the place is certain.`
      : "There are no words in this: choose more.";
  if (check.state === "missing") return "The choice begins or ends within a word or a number: choose whole words.";
  return undefined;
}

function cautionOf(check: QuoteCheck): string | undefined {
  if (check.state !== "exact" && check.state !== "ambiguous") return undefined;
  if (check.dropped !== undefined) return `“${check.dropped}” stands directly before these words: without it they say the opposite.`;
  return check.state === "ambiguous" ? `These words stand in the source ${check.occurrences} times; the first place is shown.` : undefined;
}

function nameProblem(name: string, taken: ReadonlySet<string>): string | undefined {
  if (!/^\p{L}[\p{L}\p{N}_]*$/u.test(name)) return "A name begins with a letter and has letters, digits and _ only.";
  return taken.has(name) ? `There is something called ${name} in the case already.` : undefined;
}
