/** The annex on tradecraft: the case held against published standards, with what is not met and where it would be mended. */
import { placeOf } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { heading, list, paragraph, strong } from "../blocks.js";
import type { Block, Fact, Inline, Tone } from "../document.js";
import type { Findings } from "../findings.js";
import { type AnsweredQuestion, countVerdict, type ReviewedSet, type ReviewedStandard, reviewFindings } from "../review/review.js";
import type { Shortfall, Verdict } from "../review/standard.js";
import { text } from "../values.js";
import { capitalise, countWords, joinWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

const verdicts: Readonly<Record<Verdict, { readonly tone: Tone; readonly text: string }>> = {
  met: { tone: "clear", text: "met" },
  "not-met": { tone: "contested", text: "not met" },
  "not-applicable": { tone: "note", text: "not applicable" },
};

/** More places of one question than this are counted and not listed. */
const placesListed = 5;

export const review = defineSection({
  name: "review",
  title: "Tradecraft",
  doc: "The case held against the analytic standards of ICD 203 and the questions of the AQuA Book: met, not met, not applicable, with the places to mend.",
  needs: [],
  place: "back",
  compose: (findings) => [
    paragraph(
      "What a program can see of the standards of the trade. A standard that is met here is not thereby met in full: what is left to people is named beside it.",
    ),
    ...reviewFindings(findings).flatMap((reviewed) => setBlocks(findings, reviewed)),
  ],
});

function setBlocks(findings: Findings, reviewed: ReviewedSet): readonly Block[] {
  const { set, standards } = reviewed;
  const counts = (["met", "not-met", "not-applicable"] as const).flatMap((verdict) => {
    const count = countVerdict(reviewed, verdict);
    return count > 0 ? [`${count} ${verdicts[verdict].text}`] : [];
  });
  const open = standards.flatMap(({ answers }) => answers.filter(({ verdict }) => verdict === "not-met"));
  return [
    heading(figureAnchor(`review.${set.name.replaceAll(" ", "-")}`), set.name),
    paragraph(`${set.source}: ${joinWords(counts)}.`),
    { kind: "facts", facts: standards.map(standardFact) },
    ...(open.length > 0
      ? [
          paragraph(strong("What would have to be mended")),
          { kind: "list" as const, ordered: false, items: open.map((answer) => mending(findings, answer)) },
        ]
      : []),
  ];
}

function standardFact({ standard, verdict, answers }: ReviewedStandard): Fact {
  const left = standard.leftToPeople === undefined ? "" : ` Left to people: ${lowered(standard.leftToPeople)}`;
  return {
    term: standard.title,
    content: [
      { kind: "mark", ...verdicts[verdict] },
      text(` ${standard.asks} ${why(verdict, answers)}`),
      { kind: "emphasis", content: [text(left)] },
    ],
  };
}

const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** The answers that made the verdict; what does not apply is said only where nothing does. */
function why(verdict: Verdict, answers: ReviewedStandard["answers"]): string {
  return answers
    .filter((answer) => answer.verdict === verdict)
    .map(({ because }) => capitalise(sentence(because)))
    .join(" ");
}

function mending(findings: Findings, { question, because, shortfalls }: AnsweredQuestion): readonly Block[] {
  const single = shortfalls.length === 1 ? shortfalls[0] : undefined;
  const asked: Inline = { kind: "emphasis", content: [text(question.asks)] };
  if (single !== undefined) return [paragraph(asked, " ", sentence(single.words), ...placeInlines(findings, single))];
  const more = shortfalls.length - placesListed;
  return [
    paragraph(asked, " ", capitalise(sentence(because))),
    list([
      ...shortfalls
        .slice(0, placesListed)
        .map((shortfall) => [text(capitalise(sentence(shortfall.words))), ...placeInlines(findings, shortfall)]),
      ...(more > 0 ? [[text(`And ${countWords(more, "more place", "more places")}; outweigh review --json lists all.`)]] : []),
    ]),
  ];
}

function placeInlines(findings: Findings, { span }: Shortfall): readonly Inline[] {
  if (span === undefined || findings.assessment.files[span.file] === undefined) return [];
  const { file, line } = placeOf(span, findings.assessment.files);
  return [text(" "), { kind: "code", text: `${file}:${line}` }];
}
