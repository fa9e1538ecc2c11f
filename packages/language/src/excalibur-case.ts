/** Studies in Excalibur's form as blocks of a case, and the judgements of a case in that form. */
import type { Assessment, JudgementDeclaration } from "./assessment.js";
import { freeName } from "./elicitation.js";
import type { Compiled } from "./evaluated.js";
import type { ExcaliburStudy } from "./excalibur.js";

/** A chapter with a study, and what it holds. */
export interface ImportedStudy {
  readonly text: string;
  readonly experts: number;
  readonly seeds: number;
  readonly quantities: number;
  readonly judgements: number;
}

/** The blocks of a study: experts, seed questions (items with a realisation), quantities (the others) and judgements. Names that the case already has are used as they are. */
export function studyAsBlocks(assessment: Assessment, study: ExcaliburStudy, origin: string): ImportedStudy {
  const taken = new Set<string>();
  const nameFor = (written: string, known: readonly { readonly id: string; readonly label: string }[]) => {
    const same = known.find(({ id, label }) => id === written || label === written);
    if (same) return { id: same.id, isNew: false };
    const id = freeName(assessment, written.toLowerCase(), taken);
    taken.add(id);
    return { id, isNew: true };
  };
  const experts = study.experts.map(({ id }) => ({ label: id, ...nameFor(id, assessment.experts) }));
  const items = study.items.map((item) => ({
    ...item,
    ...nameFor(item.id, item.realisation === undefined ? assessment.quantities : assessment.seeds),
    name: item.id,
  }));
  const text = (words: string) => `"${words.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ").trim()}"`;
  const label = (item: (typeof items)[number]) => text(item.text.trim() === "" ? item.name : item.text);
  const because = `because ${text(`Imported from ${origin}.`)}`;
  const blocks = [
    ...experts.filter(({ isNew }) => isNew).map((expert) => `expert ${expert.id} ${text(expert.label)}`),
    ...items.flatMap((item) => {
      if (!item.isNew) return [];
      if (item.realisation === undefined) return [`quantity ${item.id} ${label(item)} : number\n  judged by all\n  weights   equal`];
      return [
        `seed ${item.id} ${label(item)} : number\n  answer ${numeral(item.realisation)} ${because}${item.isLogarithmic ? "\n  scale  logarithm" : ""}`,
      ];
    }),
    ...experts.flatMap((expert, row) =>
      items.flatMap((item, column) => {
        const values = study.answers[row]?.[column];
        if (!values) return [];
        const id = freeName(assessment, `${expert.id}_${item.id}`, taken);
        taken.add(id);
        const points = values.map((value, index) => `${Number((100 * study.probabilities[index]!).toPrecision(6))} %: ${numeral(value)}`);
        return [`judgement ${id}\n  by        ${expert.id}\n  of        ${item.id}\n  quantiles ${points.join(" | ")}\n  ${because}`];
      }),
    ),
  ];
  return {
    text: `\`\`\`outweigh\n${blocks.join("\n\n")}\n\`\`\`\n`,
    experts: experts.length,
    seeds: items.filter(({ realisation }) => realisation !== undefined).length,
    quantities: items.filter(({ realisation }) => realisation === undefined).length,
    judgements: study.answers.reduce((sum, row) => sum + row.filter((values) => values !== undefined).length, 0),
  };
}

/** A number with all its digits, as the notation reads it. */
function numeral(value: number): string {
  return String(value);
}

/** The judgements of a case by quantiles, in the form of a study, at the probabilities that most of them have; others are left out and counted. */
export function blocksAsStudy({
  assessment,
  lowering,
}: Compiled): { readonly study: ExcaliburStudy; readonly leftOut: readonly string[] } | undefined {
  const stated = latestOf(assessment.judgements).flatMap((judgement) => {
    const found = lowering.stated.get(judgement.id);
    return found ? [{ judgement, ...found }] : [];
  });
  const levels = new Map<string, number>();
  for (const { probabilities } of stated) levels.set(probabilities.join(), (levels.get(probabilities.join()) ?? 0) + 1);
  const [most] = [...levels].sort((one, other) => other[1] - one[1])[0] ?? [];
  if (most === undefined) return undefined;
  const kept = stated.filter(({ probabilities, judgement }) => probabilities.join() === most && !judgement.under);
  const experts = assessment.experts.filter(({ id }) => kept.some(({ judgement }) => judgement.by.text === id));
  const judged = new Set(kept.map(({ judgement }) => judgement.of.text));
  const items = [
    ...assessment.seeds.map(({ id, label, isLogarithmic }) => ({ id, text: label, isLogarithmic, realisation: lowering.seeds.get(id) })),
    ...assessment.quantities.map(({ id, label }) => ({ id, text: label, isLogarithmic: false, realisation: undefined })),
  ].filter(({ id }) => judged.has(id));
  return {
    study: {
      probabilities: most.split(",").map(Number),
      experts: experts.map(({ id }, index) => ({ number: index + 1, id })),
      items: items.map(({ realisation, ...item }, index) => ({
        number: index + 1,
        ...item,
        ...(realisation === undefined ? {} : { realisation }),
      })),
      answers: experts.map((expert) =>
        items.map((item) => kept.find(({ judgement }) => judgement.by.text === expert.id && judgement.of.text === item.id)?.values),
      ),
    },
    leftOut: stated.filter((each) => !kept.includes(each)).map(({ judgement }) => judgement.id),
  };
}

function latestOf(judgements: readonly JudgementDeclaration[]): readonly JudgementDeclaration[] {
  return judgements.filter(
    ({ by, of, under, round, with: pair }) =>
      !judgements.some(
        (other) =>
          other.by.text === by.text &&
          other.of.text === of.text &&
          other.under?.text === under?.text &&
          !other.with === !pair &&
          other.round > round,
      ),
  );
}
