/** Diagnostics that need the results of a run. */
import { defineDiagnostic } from "../diagnostic.js";

/** How a value that cannot be computed is reported. */
export interface NotFiniteParameters extends Readonly<Record<string, string | number>> {
  /** What cannot be computed: the name of a declaration, or a value in the prose. */
  readonly name: string;
  /** Where: “for act in 2027”; empty for a single value. */
  readonly where: string;
  /** The declaration in which it begins; the same name where it begins there. */
  readonly origin: string;
  /** In how many draws, of how many, and the first of them, counted from 1. No draws where only a statistic of them is infinite. */
  readonly count: number;
  readonly draws: number;
  readonly draw: number;
  /** What happens in that draw, as a clause without a subject: “takes the logarithm of x, which is -0.3”. */
  readonly cause: string;
  readonly remedy: string;
  /** The command that shows the draw. */
  readonly command: string;
}

function howOften({ count, draws }: NotFiniteParameters): string {
  if (count === 0) return "";
  return count === draws ? " in every draw" : ` in ${count.toLocaleString("en")} of ${draws.toLocaleString("en")} draws`;
}

function notFinite(what: string): (parameters: NotFiniteParameters) => string {
  return (parameters) => {
    const { name, where, origin, count, draws, draw, cause } = parameters;
    const through = origin === name ? "" : `, because of ${origin}`;
    const begin = `${name} is ${what}${where === "" ? "" : ` ${where}`}${howOften(parameters)}${through}`;
    const subject = origin === name ? "it" : origin;
    return count === draws || count === 0
      ? `${begin}: ${subject} ${cause}.`
      : `${begin}. In draw ${draw}, the first of them, ${subject} ${cause}.`;
  };
}

const remedy = ({ remedy, command }: NotFiniteParameters) => `${remedy}${command === "" ? "" : ` To see that draw: ${command}`}`;

export const notANumber = defineDiagnostic<NotFiniteParameters>("not-a-number", "error", notFinite("not a number"), remedy);

export const infiniteNumber = defineDiagnostic<NotFiniteParameters>("infinite-number", "error", notFinite("infinite"), remedy);

export const uncomputable = defineDiagnostic<{ text: string; howOften: string; cause: string; remedy: string }>(
  "uncomputable",
  "error",
  ({ text, howOften, cause }) => `The value {${text}} cannot be computed${howOften === "" ? "" : ` ${howOften}`}: it ${cause}.`,
  ({ remedy }) => remedy,
);

export const checkFailed = defineDiagnostic<{ name: string; where: string }>(
  "check-failed",
  "error",
  ({ name, where }) => `Your check “${name}” does not hold ${where}.`,
  () => "Either the model is wrong there, or the check asks too much. Show the value in the prose with {…} to see it.",
);
