/** The reasons of a suggested grade in words. */
import { type GradeSuggestion, gradeReasons } from "@outweigh/evidence";

const ofSources: Readonly<Record<string, string>> = {
  "not-used-before": "whether this source has proved right before is not known",
  "no-publisher": "it names no publisher",
  "no-author": "it names no author",
  "no-date": "it bears no date",
  "suggested-by-model": "a language model pointed it out, and no rule could judge it",
};

/** A reason as a clause, with the words of the text that gave rise to it. */
export function reasonWords({ code, words }: GradeSuggestion["reasons"][number]): string {
  const clause = gradeReasons[code] ?? ofSources[code] ?? code.replaceAll("-", " ");
  return `${clause}${words === "" ? "" : ` (“${words}”)`}`;
}
