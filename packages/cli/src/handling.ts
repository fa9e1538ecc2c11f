/** The option --tlp and the marks of what is printed: how far an output may be passed on, and what is withheld so that it may go further. */
import { type TlpMark, tlpLabel, tlpReaders } from "@outweigh/evidence";
import { type Assessment, type Compiled, markOfCase, placeOf, type Redaction, redact } from "@outweigh/language";
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";
import { styleOf, widthOf, wrap } from "./terminal.js";

/** Options of a command that makes something to pass on. */
export interface HandlingOptions {
  readonly tlp?: TlpMark;
}

/** The mark as a property of a JSON form; nothing where nothing is marked. */
export function handlingJson(assessment: Assessment): { readonly handling?: string } {
  const mark = markOfCase(assessment);
  return mark === undefined ? {} : { handling: tlpLabel(mark) };
}

/** Prints the mark of what follows, where there is one. */
export function printHandling(assessment: Assessment, effects: Effects): void {
  const mark = markOfCase(assessment);
  if (mark === undefined) return;
  const { bold } = styleOf(effects, effects.stdout);
  effects.stdout.write(`${bold(tlpLabel(mark))} (for ${tlpReaders[mark]})\n\n`);
}

const shown = 5;

/** The case as it may go out under a mark, with a line on what was withheld; a problem where it may not. */
export function fitFor(compiled: Compiled, mark: TlpMark, effects: Effects): Compiled | Problem {
  const made = redact(compiled, mark);
  if (made.kind !== "redacted") return refusal(made, compiled.assessment, mark);
  const words = made.withheld.map(
    (each) =>
      `${[counted(each.claims, "claim"), counted(each.sources, "source")].filter(Boolean).join(" and ")} marked ${tlpLabel(each.mark)}`,
  );
  if (words.length > 0) {
    const { dim } = styleOf(effects, effects.stderr);
    const line = `Withheld for ${tlpLabel(mark)}: ${words.join("; ")}. Read the text before it goes out: what you tell in other words, no program finds.`;
    effects.stderr.write(`${dim(wrap(line, widthOf(effects.stderr)))}\n`);
  }
  return made.compiled;
}

function counted(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}

function refusal(made: Exclude<Redaction, { kind: "redacted" }>, assessment: Assessment, mark: TlpMark): Problem {
  const at = (span: Parameters<typeof placeOf>[0]) => {
    const { file, line } = placeOf(span, assessment.files);
    return `${file}:${line}`;
  };
  const listed = (items: readonly string[]) =>
    [...items.slice(0, shown), ...(items.length > shown ? [`and ${items.length - shown} more`] : [])].join("; ");
  switch (made.kind) {
    case "case-marked":
      return problem(
        `The case is marked ${tlpLabel(made.mark)}, so nothing made from it may go out as ${tlpLabel(mark)}.`,
        "Change the line tlp of the case, if whoever decides on it allows that.",
      );
    case "rests": {
      const names = [...new Set(made.uses.map(({ claim }) => claim))];
      return problem(
        `Numbers rest on what ${tlpLabel(mark)} must not show: ${listed(made.uses.map((use) => `${use.by} on ${use.claim}, ${tlpLabel(use.mark)} (${at(use.span)})`))}.`,
        `Compute without it where the case has an “instead”: ${names.map((name) => `--without ${assessment.claims.some(({ id }) => id === name) ? "claim" : "source"}:${name}`).join(" ")}. Or, if its owner allows it, mark the claim with the reason: tlp ${mark} "Released by …".`,
      );
    }
    case "told":
      return problem(
        `The text tells what ${tlpLabel(mark)} must not show: ${listed(made.places.map((place) => `“${place.words}” of ${place.claim} (${at(place.span)})`))}.`,
        "Say it in other words there, or leave it out.",
      );
  }
}
