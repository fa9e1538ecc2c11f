/** A command that cannot begin: wrong usage or something amiss in the surroundings. Ends with exit code 2. */

/** What is wrong and what to do about it, in the words of the user. */
export interface Problem {
  readonly kind: "problem";
  readonly message: string;
  readonly remedy: string;
}

/** Makes a problem. */
export function problem(message: string, remedy: string): Problem {
  return { kind: "problem", message, remedy };
}

/** Whether a value is a problem rather than what was asked for. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "problem";
}
