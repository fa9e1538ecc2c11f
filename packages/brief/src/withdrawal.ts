/** What a run without some of the evidence says of itself: what was withdrawn, and what that changed. For the brief and the command alike. */
import type { Change, Evaluated, WithdrawalReport } from "@outweigh/language";
import { list, paragraph } from "./blocks.js";
import type { Block } from "./document.js";
import { text } from "./values.js";
import { countWords, joinWords } from "./words.js";

/** One sentence on what was withdrawn, and one for each way in which something changed. Undefined when all evidence counted. */
export function withdrawalWords({
  assessment,
  withdrawal,
  diagnostics,
}: Pick<Evaluated, "assessment" | "withdrawal" | "diagnostics">): { readonly lead: string; readonly items: readonly string[] } | undefined {
  if (!withdrawal) return undefined;
  const { claims, sources, asked } = withdrawal;
  const taken = asked.filter((each) => /^instead ?:/i.test(each)).map((each) => each.replace(/^instead ?: ?/i, ""));
  const left = asked.filter((each) => !/^instead ?:/i.test(each));
  const numbered = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const counted = `${claims.length} of ${numbered(assessment.claims.length, "claim")}`;
  const gone = sources.length === 0 ? counted : `${counted} and ${numbered(sources.length, "source")}`;
  const nameOf = (id: string) => assessment.experts.find((expert) => expert.id === id)?.label ?? id;
  const people = [...new Set(withdrawal.changes.flatMap(({ experts = [] }) => experts))].map(nameOf);
  const judgements = people.length === 0 ? [] : [`judgements of ${joinWords(people)}`];
  const withoutWhat = joinWords([...(claims.length + sources.length > 0 || people.length === 0 ? [gone] : []), ...judgements]);
  const parts = [
    ...(left.length > 0 ? [`computed without ${withoutWhat} (${left.join("; ")})`] : []),
    ...(taken.length > 0 ? [`computed with what ${joinWords(taken)} says instead of what conflicts with it`] : []),
  ];
  return {
    lead: `A variant of this assessment, ${joinWords(parts)}.`,
    items: [...itemsOf(withdrawal, nameOf), ...wordsThatMiss(diagnostics)],
  };
}

/** More claims than this are not named one by one. */
const mostNamed = 12;

function itemsOf({ changes, claims, ungraded }: WithdrawalReport, nameOf: (id: string) => string): readonly string[] {
  const of = (how: Change["how"]) => changes.filter((change) => change.how === how);
  const leftOut = (kind: Change["kind"]) => of("left-out").filter((change) => change.kind === kind);
  const labels = (list: readonly Change[]) => joinWords(list.map(({ label }) => `“${label}”`));
  const kept = of("kept").filter(({ why }) => why !== "other-reasons");
  const held = of("kept").filter(({ why }) => why === "other-reasons");
  const instead = of("instead").map(
    ({ label, text: value = "", by = [] }) => `“${label}” at ${value}${by.length > 0 ? ` (${joinWords(by)})` : ""}`,
  );
  const rows = of("rows-dropped").map(({ label, rows: count = 0 }) => `“${label}” (${countWords(count, "row")} fewer)`);
  return [
    ...(claims.length > 0 && claims.length <= mostNamed ? [`Withdrawn: ${joinWords(claims)}.`] : []),
    ...(instead.length > 0 ? [`Another value: ${joinWords(instead)}.`] : []),
    ...(of("widened").length > 0 ? [`Spread doubled: ${labels(of("widened"))}.`] : []),
    ...(rows.length > 0 ? [`Base rates on fewer cases: ${joinWords(rows)}.`] : []),
    ...of("repooled").map(({ label, experts = [] }) => `Pooled without ${joinWords(experts.map(nameOf))}: “${label}”.`),
    ...(leftOut("observation").length > 0 ? [`Observations left out: ${labels(leftOut("observation"))}.`] : []),
    ...(leftOut("evidence").length > 0 ? [`Items of evidence on hypotheses left out: ${labels(leftOut("evidence"))}.`] : []),
    ...(kept.length > 0 ? [`Kept as they are, although what they rested on is gone: ${labels(kept)}.`] : []),
    ...(held.length > 0 ? [`Kept, because other reasons for them stand: ${labels(held)}.`] : []),
    ...(ungraded.length > 0 ? [`Kept, because their grade is unknown: ${joinWords(ungraded)}.`] : []),
    ...(changes.length === 0 ? ["Nothing that is computed rests on it."] : []),
  ];
}

/** The likelihood words of the text, written with all evidence, that are no longer those of the numbers. */
function wordsThatMiss(diagnostics: Evaluated["diagnostics"]): readonly string[] {
  const missed = diagnostics.flatMap(({ code, parameters: { word, value } }) =>
    code === "likelihood-outside-band" ? [`“${word}” at ${value}`] : [],
  );
  return missed.length > 0 ? [`Words of the text that no longer fit: ${joinWords(missed)}.`] : [];
}

/** What a run on the numbers of one expert says of itself; undefined when all count. */
export function expertAloneWords({ expertAlone }: Pick<Evaluated, "expertAlone">): string | undefined {
  if (!expertAlone) return undefined;
  const { label, judged, kept } = expertAlone;
  const named = (list: typeof judged) => joinWords(list.map((each) => `“${each.label}”`));
  const others =
    kept.length === 0 ? "" : ` On ${named(kept)} there is no judgement of this expert, and the numbers of the others stand together.`;
  return `A variant of this assessment, computed with the numbers of ${label} alone for ${named(judged)}.${others}`;
}

/** The same at the head of a brief. */
export function withdrawalCallout(evaluated: Evaluated): readonly Block[] {
  const alone = expertAloneWords(evaluated);
  const callouts: Block[] =
    alone === undefined ? [] : [{ kind: "callout", tone: "warning", title: "One expert alone", blocks: [paragraph(alone)] }];
  const words = withdrawalWords(evaluated);
  if (!words) return callouts;
  const blocks = [paragraph(words.lead), list(words.items.map((item) => [text(item)]))];
  return [...callouts, { kind: "callout", tone: "warning", title: "Not all of the evidence", blocks }];
}
