/** Diagnostics of actors and of what the law asks of them: reactions, duties, deadlines, and who decides. */
import { defineDiagnostic, writeInstead } from "../diagnostic.js";

export const unknownActor = defineDiagnostic<{ name: string; near: string }>(
  "unknown-actor",
  "error",
  ({ name, near }) => `There is no actor called “${name}”.${near === "" ? "" : ` Nearest: ${near}.`}`,
  ({ name, near }) =>
    near === ""
      ? `Declare it: actor ${name} "label"; or name somebody who is no actor of the case in quotation marks.`
      : `Write ${near.split(", ")[0]} if that is meant, or declare: actor ${name} "label".`,
  ({ near }) => writeInstead(near),
);

export const reactionOfTwo = defineDiagnostic<{ reaction: string; actor: string; other: string }>(
  "reaction-of-two",
  "error",
  ({ reaction, actor, other }) => `“${reaction}” is already the reaction of ${other}, and ${actor} cannot have it too.`,
  () => "Give each actor a reaction of its own; one may be given the other: given option, CHANCE.",
);

export const circularReaction = defineDiagnostic<{ reaction: string; actor: string; cycle: string }>(
  "circular-reaction",
  "error",
  ({ reaction, actor, cycle }) => `The reaction “${reaction}” of ${actor} depends on itself: ${cycle}.`,
  () => "Say who reacts first: take one reaction out of the table of the other, or make the first of them depend on the option alone.",
);

export const nothingToDecide = defineDiagnostic<{ actor: string; name: string }>(
  "nothing-to-decide",
  "warning",
  ({ actor, name }) => `${actor} decides on “${name}”, and nothing about it is contested.`,
  () => "Make the element contested, with a probability that it is met, or name one that is.",
);

export const deadlineUnreadable = defineDiagnostic<{ problem: string }>(
  "deadline-unreadable",
  "error",
  ({ problem }) => `This duty cannot be read: ${problem}.`,
  () =>
    "Write, for instance: by minister within 48 hours of start; 15 days before start; immediately after report; by 2027-06-30 after report.",
);

export const dutyOfNobody = defineDiagnostic<{ duty: string }>(
  "duty-of-nobody",
  "warning",
  ({ duty }) => `Nobody has the duty ${duty}.`,
  () => 'Say who, by the name of an actor or in quotation marks: by minister, or by "The minister".',
);

export const unknownDuty = defineDiagnostic<{ name: string; near: string; known: string }>(
  "unknown-duty",
  "error",
  ({ name, near }) => `There is no duty called “${name}”.${near === "" ? "" : ` Nearest: ${near}.`}`,
  ({ known }) =>
    `${known === "" ? "" : `Duties of this rule: ${known}. `}A duty of another rule is written RULE.DUTY; start and choice are the other beginnings.`,
  ({ near }) => writeInstead(near),
);

export const circularDuty = defineDiagnostic<{ duty: string; cycle: string }>(
  "circular-duty",
  "error",
  ({ duty, cycle }) => `The deadline of ${duty} runs from itself: ${cycle}.`,
  () => "Let one of them run from start, from choice or from a date.",
);

export const dutyUndated = defineDiagnostic<{ duty: string; option: string; missing: string }>(
  "duty-undated",
  "warning",
  ({ duty, option, missing }) => `Under ${option} the duty ${duty} has no date, because ${missing}.`,
  () =>
    "Give the option a line like: starts 2027-03-01; a case with a line “time” begins with its first year, and “as of” is the date of the choice.",
);

export const dutyImpossible = defineDiagnostic<{ duty: string; option: string; due: string; bound: string; boundDate: string }>(
  "duty-impossible",
  "warning",
  ({ duty, option, due, bound, boundDate }) =>
    `Under ${option} the duty ${duty} cannot be met: it falls due on ${due}, before ${bound} on ${boundDate}.`,
  () => "Let the option start later, or correct the deadline. If the law really leaves no time, say so in the text: that is a finding.",
);

export const dutyNeverRuns = defineDiagnostic<{ duty: string; option: string; other: string }>(
  "duty-never-runs",
  "warning",
  ({ duty, option, other }) => `Under ${option} the duty ${duty} never falls due: it waits for ${other}, which that option does not bring.`,
  () => "Let it run from something that happens under the option, or keep the duty for the options that bring both.",
);
