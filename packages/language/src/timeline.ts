/**
 * What somebody has to do if an option is chosen, and by when: the duties of the rules that touch it, with their dates. Deadlines are counted
 * from the beginning of the option, from the choice (the date of the case), from a day, or from the last day of another duty.
 */
import type {
  Assessment,
  DeadlineAnchor,
  DutyDeclaration,
  Lapse,
  OptionDeclaration,
  Party,
  Reason,
  RuleDeclaration,
} from "./assessment.js";
import { dateOfDay, dayOfDate, shifted } from "./calendar.js";
import type { Span } from "./syntax.js";

/** One duty under one option. */
export interface DatedDuty {
  readonly rule: string;
  /** `RULE.DUTY`. */
  readonly id: string;
  readonly label: string;
  readonly kind: DutyDeclaration["kind"];
  readonly by: readonly Party[];
  readonly with: readonly Party[];
  /** The last day on which it can be done, as days since 1970-01-01 (a part of a day for deadlines in hours) and as an ISO date. */
  readonly day: number | undefined;
  readonly date: string | undefined;
  /** The day from which on it can be done, where another duty or the beginning has to come first. */
  readonly from: number | undefined;
  /** The deadline in words. */
  readonly words: string;
  readonly because: readonly Reason[];
}

/** The duties of one option by their dates; those without a date last. */
export interface OptionTimeline {
  readonly option: string;
  readonly label: string;
  /** When the option is chosen and when it begins, as days; undefined where the case does not say. */
  readonly choice: number | undefined;
  readonly start: number | undefined;
  readonly duties: readonly DatedDuty[];
}

/** Why a duty has no date, or cannot be met under an option. */
export type DutyProblem = { readonly span: Span; readonly duty: string; readonly option: string } & (
  | { readonly kind: "undated"; readonly missing: string }
  | { readonly kind: "impossible"; readonly due: number; readonly bound: string; readonly boundDay: number }
  | { readonly kind: "never-runs"; readonly other: string }
);

/** The timelines of all options that have duties. A pathway has those of the option with which it begins. */
export function timelinesOf(assessment: Assessment, report: (problem: DutyProblem) => void = () => {}): readonly OptionTimeline[] {
  return assessment.options.flatMap((option) => {
    const timeline = timelineOf(assessment, option, report);
    return timeline.duties.length === 0 ? [] : [timeline];
  });
}

/** A duty as it is looked up: with its rule. */
interface Bound {
  readonly rule: RuleDeclaration;
  readonly duty: DutyDeclaration;
  readonly start: number | undefined;
}

function timelineOf(assessment: Assessment, option: OptionDeclaration, report: (problem: DutyProblem) => void): OptionTimeline {
  const followed = assessment.pathways.find(({ id, span }) => id === option.id && span === option.span)?.starts.text;
  const course = (followed === undefined ? undefined : assessment.options.find(({ id }) => id === followed)) ?? option;
  const measures = measuresOf(assessment, course);
  const choice = assessment.case.asOf === undefined ? undefined : dayOfDate(assessment.case.asOf);
  const startOf = (one: OptionDeclaration | undefined) => (one?.startDate === undefined ? undefined : dayOfDate(one.startDate));
  const first = assessment.case.time && dayOfDate(`${assessment.case.time.from}`);
  const bound = new Map<string, Bound>();
  for (const rule of assessment.rules) {
    const touching = [...rule.forbids, ...rule.appliesTo].map(({ text }) => text).filter((name) => measures.has(name));
    if (touching.length === 0) continue;
    const own = touching.flatMap((name) => startOf(assessment.options.find(({ id }) => id === name)) ?? []);
    const begins = startOf(option) ?? startOf(course) ?? (own.length > 0 ? Math.min(...own) : first);
    for (const duty of rule.duties)
      if (!bound.has(`${rule.id}.${duty.id}`)) bound.set(`${rule.id}.${duty.id}`, { rule, duty, start: begins });
  }
  const starts = [...bound.values()].flatMap(({ start }) => start ?? []);
  const start = startOf(option) ?? startOf(course) ?? (starts.length > 0 ? Math.min(...starts) : first);
  const dating = new Dating(bound, choice, option.id, report);
  const duties = [...bound].map(([id, { rule, duty }]): DatedDuty => {
    const { day, from } = dating.dateOf(id);
    const { label, kind, by, because } = duty;
    const date = day === undefined ? undefined : dateOfDay(day);
    return {
      rule: rule.id,
      id,
      label,
      kind,
      by,
      with: duty.with,
      day,
      date,
      from,
      words: deadlineWords(duty, (name) => bound.get(`${rule.id}.${name}`) ?? bound.get(name)),
      because,
    };
  });
  const place = ({ day }: DatedDuty) => day ?? Number.POSITIVE_INFINITY;
  const sorted = duties
    .map((duty, index) => ({ duty, index }))
    .sort((one, other) => compare(place(one.duty), place(other.duty)) || one.index - other.index);
  return { option: option.id, label: option.label, choice, start, duties: sorted.map(({ duty }) => duty) };
}

function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The measures of an option, those of the options that it combines among them. */
export function measuresOf(assessment: Pick<Assessment, "options">, option: OptionDeclaration): ReadonlySet<string> {
  const found = new Set([option.id]);
  const waiting = [...option.measures];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(assessment.options.find((other) => other.id === id)?.measures ?? []));
  }
  return found;
}

interface Dates {
  readonly day: number | undefined;
  readonly from: number | undefined;
}

const undated: Dates = { day: undefined, from: undefined };

/** The dates of the duties of one option, each worked out once. */
class Dating {
  private readonly known = new Map<string, Dates>();

  constructor(
    private readonly bound: ReadonlyMap<string, Bound>,
    private readonly choice: number | undefined,
    private readonly option: string,
    private readonly report: (problem: DutyProblem) => void,
  ) {}

  dateOf(id: string): Dates {
    const known = this.known.get(id);
    if (known) return known;
    // A circle is reported by the check of names; here it only must end.
    this.known.set(id, undated);
    const found = this.work(id, this.bound.get(id)!);
    this.known.set(id, found);
    return found;
  }

  private work(id: string, { rule, duty, start }: Bound): Dates {
    const place = { span: duty.span, duty: id, option: this.option };
    const waits = duty.after.flatMap(({ text }) => this.other(rule, text, place) ?? []);
    const { deadline } = duty;
    const anchor = deadline && deadline.kind !== "on" ? this.anchored(rule, deadline.of, start, place) : undefined;
    const day = dueDay(duty, anchor?.day);
    if (deadline && day === undefined && anchor?.missing !== undefined) this.report({ ...place, kind: "undated", missing: anchor.missing });
    const bounds = [
      ...waits,
      ...(anchor?.bound && deadline?.kind !== "before" ? [anchor.bound] : []),
      ...(this.choice === undefined ? [] : [{ day: this.choice, words: "the choice" }]),
    ];
    const late = day === undefined ? undefined : bounds.find((each) => Math.floor(each.day) > Math.floor(day));
    if (day !== undefined && late) this.report({ ...place, kind: "impossible", due: day, bound: late.words, boundDay: late.day });
    const begins = [...bounds.map((each) => each.day), ...(deadline?.kind === "before" || anchor?.day === undefined ? [] : [anchor.day])];
    return { day, from: begins.length === 0 ? undefined : Math.max(...begins) };
  }

  /** The last day of another duty under this option, with its words. */
  private other(
    rule: RuleDeclaration,
    name: string,
    place: Omit<DutyProblem, "kind">,
  ): { readonly day: number; readonly words: string } | undefined {
    const id = this.bound.has(`${rule.id}.${name}`) || !name.includes(".") ? `${rule.id}.${name}` : name;
    const found = this.bound.get(id);
    if (!found) {
      this.report({ ...place, kind: "never-runs", other: name } as DutyProblem);
      return undefined;
    }
    const { day } = this.dateOf(id);
    return day === undefined ? undefined : { day, words: `the duty “${found.duty.label}”` };
  }

  private anchored(
    rule: RuleDeclaration,
    anchor: DeadlineAnchor,
    start: number | undefined,
    place: Omit<DutyProblem, "kind">,
  ): { readonly day: number | undefined; readonly missing?: string; readonly bound?: { readonly day: number; readonly words: string } } {
    switch (anchor.kind) {
      case "words":
        return { day: undefined };
      case "day":
        return { day: anchor.day };
      case "choice":
        return this.choice === undefined ? { day: undefined, missing: "the case has no line “as of”" } : { day: this.choice };
      case "start":
        if (start === undefined) return { day: undefined, missing: "neither the option nor the case says when it begins" };
        return { day: start };
      case "duty": {
        const bound = this.other(rule, anchor.name.text, place);
        return bound ? { day: bound.day, bound } : { day: undefined };
      }
    }
  }
}

function dueDay({ deadline }: DutyDeclaration, anchor: number | undefined): number | undefined {
  if (!deadline) return undefined;
  if (deadline.kind === "on") return deadline.day;
  if (anchor === undefined) return undefined;
  if (deadline.kind === "within") return shifted(anchor, deadline.lapse, 1);
  if (deadline.kind === "immediately") return anchor;
  // “Before start” ends the day before.
  return shifted(anchor, deadline.lapse ?? { count: 1, unit: "day" }, -1);
}

/** `within 48 hours of the start`; `no deadline stated`. */
function deadlineWords({ deadline }: DutyDeclaration, find: (name: string) => Bound | undefined): string {
  const anchorWords = (anchor: DeadlineAnchor) => wordsOf(anchor, find);
  if (!deadline) return "no deadline stated";
  switch (deadline.kind) {
    case "on":
      return "on a fixed date";
    case "immediately":
      return `immediately after ${anchorWords(deadline.of)}`;
    case "within":
      return `within ${lapseWords(deadline.lapse)} of ${anchorWords(deadline.of)}`;
    case "before":
      return deadline.lapse ? `${lapseWords(deadline.lapse)} before ${anchorWords(deadline.of)}` : `before ${anchorWords(deadline.of)}`;
  }
}

/** `48 hours`, `1 working day`. */
export function lapseWords({ count, unit }: Lapse): string {
  return `${count} ${unit.replace("-", " ")}${count === 1 ? "" : "s"}`;
}

function wordsOf(anchor: DeadlineAnchor, find: (name: string) => Bound | undefined): string {
  switch (anchor.kind) {
    case "start":
      return "the start";
    case "choice":
      return "the choice";
    case "day":
      return dateOfDay(anchor.day);
    case "words":
      return anchor.text;
    case "duty":
      return `“${find(anchor.name.text)?.duty.label ?? anchor.name.text.replaceAll("_", " ")}”`;
  }
}
