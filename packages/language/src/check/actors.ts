/** Checks of actors, of those who are named in rules, and of duties with their deadlines. Options, chances and elements are looked up here as well. */
import type { Assessment, DutyDeclaration, Party, RuleDeclaration } from "../assessment.js";
import { dateOfDay } from "../calendar.js";
import type { Diagnostic } from "../diagnostic.js";
import * as found from "../diagnostics/actors.js";
import { duplicateName, unknownElement, unknownName, unknownOption } from "../diagnostics/names.js";
import { nearNames } from "../near.js";
import type { NameSyntax } from "../syntax.js";
import { timelinesOf } from "../timeline.js";

type Report = (diagnostic: Diagnostic) => void;

/** Checks the actors of an assessment and the duties of its rules. */
export function checkActors(assessment: Assessment, report: Report): void {
  checkReactions(assessment, report);
  checkDecisions(assessment, report);
  checkParties(assessment, report);
  const isSound = checkDuties(assessment, report);
  if (isSound) reportTimelines(assessment, report);
}

/** The actor whose reaction a chance is. */
export function ownerOf(assessment: Pick<Assessment, "actors">, chance: string): Assessment["actors"][number] | undefined {
  return assessment.actors.find(({ reactions }) => reactions.some(({ text }) => text === chance));
}

function checkReactions({ actors, chances }: Assessment, report: Report): void {
  const ids = new Set(chances.map(({ id }) => id));
  const owners = new Map<string, string>();
  const seen = new Map<string, (typeof actors)[number]>();
  for (const actor of actors) {
    const first = seen.get(actor.id);
    if (first) {
      const where = { span: first.span, message: `“${actor.id}” is declared here first.` };
      report(duplicateName.at(actor.span, { name: actor.id, kind: "an actor" }, where));
    } else seen.set(actor.id, actor);
    for (const { text, span } of actor.reactions) {
      const other = owners.get(text);
      if (!ids.has(text))
        report(
          unknownName.at(span, {
            name: text,
            near: nearNames(text, ids),
            hint: "A reaction is a chance of the case, or is declared here: reacts NAME : STATE | STATE.",
          }),
        );
      else if (other !== undefined) report(found.reactionOfTwo.at(span, { reaction: text, actor: actor.id, other }));
      else owners.set(text, actor.id);
    }
    const vetoes = new Set<string>();
    for (const { id, span } of actor.vetoes) {
      const name = id.slice(actor.id.length + 1);
      if (vetoes.has(id)) report(duplicateName.at(span, { name, kind: `a veto of ${actor.id}` }));
      vetoes.add(id);
    }
  }
}

function checkDecisions({ actors, rules }: Assessment, report: Report): void {
  for (const actor of actors) {
    for (const { text, span } of actor.decides) {
      const rule = rules.find(({ id }) => id === text) ?? rules.find(({ id }) => text.startsWith(`${id}.`));
      if (!rule) {
        const near = nearNames(
          text,
          rules.map(({ id }) => id),
        );
        report(unknownName.at(span, { name: text, near, hint: "A rule is wanted here, or an element of one as RULE.ELEMENT." }));
        continue;
      }
      const elementName = text === rule.id ? undefined : text.slice(rule.id.length + 1);
      const elements = elementName === undefined ? rule.elements : rule.elements.filter(({ id }) => id === elementName);
      const known = rule.elements.map(({ id }) => id);
      if (elementName !== undefined && elements.length === 0)
        report(unknownElement.at(span, { name: elementName, rule: rule.id, near: nearNames(elementName, known), known: known.join(", ") }));
      else if (!elements.some(({ status }) => status === "contested"))
        report(found.nothingToDecide.at(span, { actor: actor.id, name: text }));
    }
  }
}

function checkParties({ actors, rules }: Assessment, report: Report): void {
  const ids = actors.map(({ id }) => id);
  const known = new Set(ids);
  const look = (parties: readonly Party[]) => {
    for (const party of parties)
      if (party.kind === "actor" && !known.has(party.id))
        report(found.unknownActor.at(party.span, { name: party.id, near: nearNames(party.id, ids) }));
  };
  for (const rule of rules) {
    look(rule.decidedBy);
    look(rule.standing);
    for (const { heldBy } of rule.positions) look(heldBy);
    for (const duty of rule.duties) {
      look([...duty.by, ...duty.with]);
      if (duty.by.length === 0) report(found.dutyOfNobody.at(duty.span, { duty: `${rule.id}.${duty.id}` }));
    }
  }
}

/** Names of duties, and circles among them; whether their dates can be worked out. */
function checkDuties({ rules, options }: Assessment, report: Report): boolean {
  const duties: ReadonlyMap<string, { readonly rule: RuleDeclaration; readonly duty: DutyDeclaration }> = new Map(
    rules.flatMap((rule) => rule.duties.map((duty) => [`${rule.id}.${duty.id}`, { rule, duty }])),
  );
  let isSound = true;
  const names = options.map(({ id }) => id);
  for (const rule of rules) {
    for (const { text, span } of rule.appliesTo)
      if (!names.includes(text)) report(unknownOption.at(span, { name: text, near: nearNames(text, names), known: names.join(", ") }));
    const seen = new Set<string>();
    for (const duty of rule.duties) {
      if (seen.has(duty.id)) report(duplicateName.at(duty.span, { name: duty.id, kind: `a duty of ${rule.id}` }));
      seen.add(duty.id);
      for (const { text, span } of waitsFor(duty)) {
        if (duties.has(dutyId(rule, text, duties))) continue;
        isSound = false;
        const known = rule.duties.map(({ id }) => id).filter((id) => id !== duty.id);
        report(found.unknownDuty.at(span, { name: text, near: nearNames(text, [...known, ...duties.keys()]), known: known.join(", ") }));
      }
    }
  }
  const done = new Set<string>();
  for (const id of duties.keys()) {
    const path: string[] = [];
    const visit = (at: string): boolean => {
      if (done.has(at)) return false;
      const { rule, duty } = duties.get(at)!;
      if (path.includes(at)) {
        const cycle = [...path.slice(path.indexOf(at)), at];
        report(found.circularDuty.at(duty.span, { duty: at, cycle: cycle.join(" → ") }));
        for (const each of cycle) done.add(each);
        return true;
      }
      path.push(at);
      const isCircular = waitsFor(duty)
        .map(({ text }) => dutyId(rule, text, duties))
        .some((other) => duties.has(other) && visit(other));
      path.pop();
      done.add(at);
      return isCircular;
    };
    if (visit(id)) isSound = false;
  }
  return isSound;
}

function waitsFor({ deadline, after }: DutyDeclaration): readonly NameSyntax[] {
  const of = deadline && deadline.kind !== "on" && deadline.of.kind === "duty" ? [deadline.of.name] : [];
  return [...of, ...after];
}

/** A duty of the same rule by its own name, one of another as `RULE.DUTY`. */
function dutyId(rule: RuleDeclaration, name: string, duties: ReadonlyMap<string, unknown>): string {
  return duties.has(`${rule.id}.${name}`) ? `${rule.id}.${name}` : name;
}

function reportTimelines(assessment: Assessment, report: Report): void {
  timelinesOf(assessment, (problem) => {
    const { span, duty, option } = problem;
    if (problem.kind === "undated") report(found.dutyUndated.at(span, { duty, option, missing: problem.missing }));
    else if (problem.kind === "never-runs") report(found.dutyNeverRuns.at(span, { duty, option, other: problem.other }));
    else
      report(
        found.dutyImpossible.at(span, {
          duty,
          option,
          due: dateOfDay(problem.due),
          bound: problem.bound,
          boundDate: dateOfDay(problem.boundDay),
        }),
      );
  });
}
