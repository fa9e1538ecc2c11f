/**
 * Duties and their deadlines as they are written: `duty report "Report to the assembly" by minister within 48 hours of start`. What the dates
 * are is computed elsewhere.
 */
import type { Deadline, DeadlineAnchor, DutyDeclaration, Lapse, Party } from "../assessment.js";
import { deadlineUnreadable } from "../diagnostics/actors.js";
import type { FieldSyntax, NameSyntax, Part, Span } from "../syntax.js";
import { type BlockReader, splitReasons } from "./block.js";
import { partiesFrom } from "./parties.js";

/** What follows the keyword of a duty. */
export const dutyForm =
  'NAME "text" by ACTOR within 48 hours of start | immediately after DUTY | 15 days before start | by 2027-06-30 after DUTY because CLAIM';

const lapseUnits: ReadonlyMap<string, Lapse["unit"]> = new Map(
  (["hour", "day", "week", "month", "year"] as const).flatMap((unit) => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
);

const longestLapse = 10_000;

/** Reads a duty; one whose line makes no sense is reported and left out. */
export function readDuty(reader: BlockReader, field: FieldSyntax, kind: DutyDeclaration["kind"]): DutyDeclaration[] {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const name = nameOf(before[0]);
  const label = before[1]?.kind === "expression" && before[1].expression.kind === "text" ? before[1].expression.text : undefined;
  if (name === undefined) {
    reader.wrong(
      field,
      'a name, a text, who has to do it and by when, like: report "Report to the assembly" by minister within 48 hours of start',
    );
    return [];
  }
  const found = readClauses(reader, field, before, label === undefined ? 1 : 2);
  if (!found) return [];
  if (kind === "consult" && found.with.length === 0) {
    reader.wrong(field, 'whom to consult after “with”, like: ask "Ask the towns" by minister with towns before start');
    return [];
  }
  return [{ id: name, label: label ?? name.replaceAll("_", " "), kind, ...found, because: reasons, span: field.span }];
}

interface Clauses {
  readonly by: readonly Party[];
  readonly with: readonly Party[];
  readonly deadline: Deadline | undefined;
  readonly after: readonly NameSyntax[];
}

function readClauses(reader: BlockReader, field: FieldSyntax, parts: readonly Part[], from: number): Clauses | undefined {
  const [by, others, after]: [Party[], Party[], NameSyntax[]] = [[], [], []];
  let deadline: Deadline | undefined;
  for (let at = from; at < parts.length; ) {
    const word = nameOf(parts[at]);
    if (word === "by" && dayOf(parts[at + 1]) === undefined) {
      const { parties, next } = partiesFrom(parts, at + 1);
      if (parties.length === 0) return unreadable(reader, field, parts[at]!.span, "“by” is followed by nobody");
      by.push(...parties);
      at = next;
    } else if (word === "with") {
      const { parties, next } = partiesFrom(parts, at + 1);
      if (parties.length === 0) return unreadable(reader, field, parts[at]!.span, "“with” is followed by nobody");
      others.push(...parties);
      at = next;
    } else if (word === "after") {
      const duty = nameOf(parts[at + 1]);
      if (duty === undefined) return unreadable(reader, field, parts[at]!.span, "“after” is followed by no duty");
      after.push({ text: duty, span: parts[at + 1]!.span });
      at += 2;
    } else {
      const read = readDeadline(parts, at);
      if (typeof read === "string") return unreadable(reader, field, parts[at]!.span, read);
      if (deadline) return unreadable(reader, field, parts[at]!.span, "it has two deadlines");
      deadline = read.deadline;
      at = read.next;
    }
  }
  return { by, with: others, deadline, after };
}

function unreadable(reader: BlockReader, field: FieldSyntax, span: Span, problem: string): undefined {
  if (field.parts.some((part) => part.kind === "expression" && part.expression.kind === "broken")) return;
  reader.report(deadlineUnreadable.at(span, { problem }));
}

/** A deadline from a place on, with the place after it; or what is wrong with it. */
function readDeadline(parts: readonly Part[], at: number): { readonly deadline: Deadline; readonly next: number } | string {
  const word = nameOf(parts[at]);
  const { span } = parts[at]!;
  if (word === "by") return { deadline: { kind: "on", day: dayOf(parts[at + 1])!, span }, next: at + 2 };
  if (word === "within") {
    const read = readLapse(parts, at + 1);
    if (typeof read === "string") return read;
    if (nameOf(parts[read.next]) !== "of") return "“within” and its time are followed by “of” and what it runs from";
    const of = anchorOf(parts[read.next + 1]);
    return of ? { deadline: { kind: "within", lapse: read.lapse, of, span }, next: read.next + 2 } : anchorWanted("of");
  }
  if (word === "immediately") {
    const of = nameOf(parts[at + 1]) === "after" ? anchorOf(parts[at + 2]) : undefined;
    return of ? { deadline: { kind: "immediately", of, span }, next: at + 3 } : anchorWanted("immediately after");
  }
  if (word === "before") {
    const of = anchorOf(parts[at + 1]);
    return of ? { deadline: { kind: "before", lapse: undefined, of, span }, next: at + 2 } : anchorWanted("before");
  }
  const read = readLapse(parts, at);
  if (typeof read === "string") return word === undefined ? read : `it has the word “${word}”, which opens no part of a duty`;
  const of = nameOf(parts[read.next]) === "before" ? anchorOf(parts[read.next + 1]) : undefined;
  return of ? { deadline: { kind: "before", lapse: read.lapse, of, span }, next: read.next + 2 } : "a time by itself is no deadline";
}

const anchorWanted = (word: string) => `“${word}” is followed by start, choice, a duty, a date, or words in quotation marks`;

/** `48 hours`, `10 working days`, `60 calendar days`, with the place after it. */
export function readLapse(parts: readonly Part[], at: number): { readonly lapse: Lapse; readonly next: number } | string {
  const part = parts[at]?.kind === "expression" ? parts[at].expression : undefined;
  const count = part?.kind === "with-unit" && part.of.kind === "number" ? part.of.value : undefined;
  if (part?.kind !== "with-unit" || count === undefined) return "a time like 48 hours or 30 days is wanted";
  if (!Number.isInteger(count) || count < 0 || count > longestLapse) return "its time is not a whole number from 0 to 10,000";
  const unit = lapseUnits.get(part.unit.text);
  if (unit) return { lapse: { count, unit }, next: at + 1 };
  if ((part.unit.text === "working" || part.unit.text === "calendar") && lapseUnits.get(nameOf(parts[at + 1]) ?? "") === "day")
    return { lapse: { count, unit: part.unit.text === "working" ? "working-day" : "day" }, next: at + 2 };
  return `its time is in “${part.unit.text}”, which is none of hours, days, working days, weeks, months and years`;
}

function anchorOf(part: Part | undefined): DeadlineAnchor | undefined {
  if (part?.kind !== "expression") return undefined;
  const { expression, span } = part;
  if (expression.kind === "date") return { kind: "day", day: expression.day, span };
  if (expression.kind === "text") return { kind: "words", text: expression.text, span };
  if (expression.kind !== "name") return undefined;
  if (expression.name === "start" || expression.name === "choice") return { kind: expression.name, span };
  return { kind: "duty", name: { text: expression.name, span }, span };
}

/** The name that a part is. */
export function nameOf(part: Part | undefined): string | undefined {
  return part?.kind === "expression" && part.expression.kind === "name" ? part.expression.name : undefined;
}

function dayOf(part: Part | undefined): number | undefined {
  return part?.kind === "expression" && part.expression.kind === "date" ? part.expression.day : undefined;
}
