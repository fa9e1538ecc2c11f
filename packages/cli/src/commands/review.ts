/** `outweigh review DIR`: holds a case against the published standards of the trade, and says what is met, what is not, and where. */

import type { ReviewedSet, Verdict } from "@outweigh/brief";
import { draftHistory } from "@outweigh/brief";
import type { Assessment } from "@outweigh/language";
import type { CaseOptions } from "../case-folder.js";
import { documentText } from "../document-text.js";
import { type Effects, exit } from "../effects.js";
import { handlingJson, printHandling } from "../handling.js";
import { type Place, placeFinder } from "../places.js";
import { isProblem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { styleOf, widthOf } from "../terminal.js";
import { versionsSoFar } from "../versions/read-versions.js";
import { onceOrWatching } from "../watch.js";
import { withheld } from "../withheld.js";
import { evaluate, type RunOptions, refuse } from "./run.js";

/** The JSON form of a review; its schema is docs/schema/review.schema.json. */
export interface ReviewJson {
  readonly format: "outweigh-review-1";
  readonly folder: string;
  readonly case: string;
  readonly handling?: string;
  readonly inputsHash: string;
  readonly sets: readonly {
    readonly name: string;
    readonly source: string;
    readonly counts: Readonly<Record<Verdict, number>>;
    readonly standards: readonly {
      readonly code: string;
      readonly title: string;
      readonly asks: string;
      readonly verdict: Verdict;
      readonly leftToPeople: string | null;
      readonly questions: readonly {
        readonly code: string;
        readonly asks: string;
        readonly verdict: Verdict;
        readonly because: string;
        readonly places: readonly ({ readonly words: string } & Partial<Place>)[];
      }[];
    }[];
  }[];
}

/** A review as data. */
export function reviewJson(folder: string, assessment: Assessment, inputsHash: string, sets: readonly ReviewedSet[]): ReviewJson {
  const place = placeFinder(assessment.files);
  const count = ({ standards }: ReviewedSet, verdict: Verdict) => standards.filter((standard) => standard.verdict === verdict).length;
  return {
    format: "outweigh-review-1",
    folder,
    case: assessment.case.id,
    ...handlingJson(assessment),
    inputsHash,
    sets: sets.map((reviewed) => ({
      name: reviewed.set.name,
      source: reviewed.set.source,
      counts: { met: count(reviewed, "met"), "not-met": count(reviewed, "not-met"), "not-applicable": count(reviewed, "not-applicable") },
      standards: reviewed.standards.map(({ standard, verdict, answers }) => ({
        code: standard.code,
        title: standard.title,
        asks: standard.asks,
        verdict,
        leftToPeople: standard.leftToPeople ?? null,
        questions: answers.map((answer) => ({
          code: `${standard.code}/${answer.question.name}`,
          asks: answer.question.asks,
          verdict: answer.verdict,
          because: answer.because,
          places: answer.shortfalls.map(({ words, span }) => ({ words, ...(span && place(span)) })),
        })),
      })),
    })),
  };
}

/** Runs the command. What is not met is not an error: the exit code is that of the case. */
export async function review(folder: string, options: RunOptions & CaseOptions, effects: Effects): Promise<number> {
  return onceOrWatching(effects, folder, options, async (whole) => {
    const compiled = withheld(whole, options);
    if (isProblem(compiled)) return failWith(effects, compiled);
    const outcome = await evaluate(compiled, options, effects);
    if (outcome.kind === "too-large") return failWith(effects, outcome.problem);
    const { diagnostics, assessment } = outcome.kind === "refused" ? outcome.compiled : outcome.evaluated;
    if (outcome.kind === "refused" || exitOf(diagnostics) !== exit.fine)
      return refuse(effects, folder, diagnostics, assessment.files, "A case with errors is not reviewed.");
    const { readFindings, reviewCase, sections } = await import("@outweigh/brief");
    const history = draftHistory(versionsSoFar(effects, folder), outcome.evaluated, options);
    if (options.json) {
      const data = reviewJson(folder, assessment, outcome.evaluated.inputsHash, reviewCase(outcome.evaluated, history));
      effects.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
      return exit.fine;
    }
    printHandling(assessment, effects);
    const section = sections.find(({ name }) => name === "review");
    const blocks = section?.compose(readFindings(outcome.evaluated, history)) ?? [];
    effects.stdout.write(`${documentText(blocks, styleOf(effects, effects.stdout), widthOf(effects.stdout))}\n`);
    return exit.fine;
  });
}
