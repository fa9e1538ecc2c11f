/** Asking the persons of indicators in the terminal: the number that is to be seen, or whether what is watched for has come. */
import {
  dayOfDate,
  type IndicatorDeclaration,
  isEntry,
  isPassed,
  type LedgerEntry,
  latestReadings,
  type StatedIndicator,
  typedNumber,
} from "@outweigh/language";
import { printable, widthOf, wrap } from "../terminal.js";
import { draftsOfReading, type LookContext, type WatchDraft } from "./looking.js";

/** Asks about every indicator that has a person and is due; an empty line leaves one out, and the end of the input all that follow. */
export async function askPersons(context: LookContext): Promise<readonly WatchDraft[]> {
  const { compiled, effects, entries, signature, states } = context;
  const { lines } = effects;
  if (!lines) return [];
  const drafts: WatchDraft[] = [];
  const today = signature.at.slice(0, 10);
  const say = (text: string) => effects.stdout.write(`${wrap(printable(text), widthOf(effects.stdout))}\n`);
  for (const indicator of compiled.assessment.indicators) {
    const person = indicator.reads?.find((source) => source.kind === "person");
    const stated = compiled.lowering.indicators.get(indicator.id);
    const state = states.find((each) => each.indicator === indicator.id);
    const own = latestReadings(
      entries.filter(isEntry("reading")).filter((entry) => entry.indicator === indicator.id && entry.from === person?.name),
    );
    const isAnswered = own.at(-1)?.of === today || (state?.due !== undefined && own.length > 0 && today < state.due);
    if (!person || !stated || isAnswered) continue;
    say(`\nFor ${person.name}: ${indicator.label}. ${indicator.watches ?? ""}`);
    if (indicator.threshold !== undefined) say(`Threshold: ${indicator.threshold}`);
    const answer = await answerTo(indicator, stated, (prompt) => lines.ask(prompt), say);
    if (answer === "end") break;
    if (answer === undefined) continue;
    const passed = typeof answer === "number" ? passedBy(answer, stated, own, today) : answer;
    const value = typeof answer === "number" ? answer : answer ? "seen" : "not seen";
    const isCrossing = passed === true && own.at(-1)?.passed !== true;
    drafts.push(
      ...draftsOfReading(indicator, stated, signature, { value, of: today, from: person.name, passed, before: undefined, isCrossing }),
    );
  }
  return drafts;
}

function passedBy(answer: number, stated: StatedIndicator, own: readonly LedgerEntry[], today: string): boolean | null {
  const day = (of: string) => dayOfDate(of) ?? 0;
  const before = own.filter(isEntry("reading")).flatMap(({ of, value }) => (typeof value === "number" ? [{ value, day: day(of) }] : []));
  return isPassed(stated, [...before, { value: answer, day: day(today) }]);
}

/** A number where the indicator has a computable threshold or measures something, otherwise yes or no; undefined where there is none. */
async function answerTo(
  { limit, measures }: IndicatorDeclaration,
  { unit }: StatedIndicator,
  ask: (prompt: string) => Promise<string | undefined>,
  say: (text: string) => void,
): Promise<number | boolean | "end" | undefined> {
  const isNumber = limit !== undefined || measures !== undefined;
  const prompt = isNumber
    ? `Number${unit.text === "" ? "" : ` in ${unit.text}`} (empty: no answer): `
    : "Seen? yes or no (empty: no answer): ";
  for (;;) {
    const line = await ask(prompt);
    if (line === undefined) return "end";
    const typed = line.trim().toLowerCase();
    if (typed === "") return undefined;
    const answer = isNumber ? typedNumber(line.trim(), unit.text) : /^y(es)?$/.test(typed) ? true : /^no?$/.test(typed) ? false : undefined;
    if (answer !== undefined) return answer;
    say(isNumber ? "That is no number. Write it like 1,200 or 0.5." : "Write yes or no.");
  }
}
