/** The reasons of a suggested grade in words. */
import type { GradeSuggestion } from "@outweigh/evidence";

/** A reason as a clause, with the words of the text that gave rise to it. */
export function reasonWords({ code, words }: GradeSuggestion["reasons"][number]): string {
  return `${code.replaceAll("-", " ")}${words === "" ? "" : ` (“${words}”)`}`;
}
