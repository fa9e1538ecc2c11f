/** What can be amiss with an indicator: with where it is read, its threshold, or what it says of the model. */
import { defineDiagnostic } from "../diagnostic.js";

export const indicatorProblem = defineDiagnostic<{ problem: string; remedy: string }>(
  "indicator-problem",
  "error",
  ({ problem }) => `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`,
  ({ remedy }) => remedy,
);

export const indicatorUnread = defineDiagnostic<{ indicator: string; file: string; problem: string; remedy: string }>(
  "indicator-unread",
  "warning",
  ({ indicator, file, problem }) => `The indicator ${indicator} cannot be read from ${file}: ${problem}.`,
  ({ remedy }) => remedy,
);
