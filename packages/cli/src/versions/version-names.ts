/** Names of versions: which may be given, and the one that is taken when none is. */
import { type Problem, problem } from "../problem.js";

const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** What keeps a name from being that of a version, beside those that there are; undefined when nothing does. */
export function nameProblem(name: string, taken: readonly string[]): Problem | undefined {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,63}$/u.test(name) && !name.endsWith(".") && !reservedOnWindows.test(name);
  if (!isPlain)
    return problem(
      `“${name}” cannot be the name of a version: it is the name of its folder too.`,
      "Use letters, digits, points, hyphens and underscores, at most 64, beginning with a letter or a digit: --as 2027-03",
    );
  const same = taken.find((each) => plain(each) === plain(name));
  if (same === undefined) return undefined;
  return problem(
    `There is a version ${same} already, and what was published stays as it is.`,
    "Choose another name with --as, or leave it away: then it is the next whole number.",
  );
}

/** The next whole number. */
export function nextName(taken: readonly string[]): string {
  const numbers = taken.filter((name) => /^\d{1,9}$/.test(name)).map(Number);
  return String(Math.max(0, ...numbers) + 1);
}

/** Some disks take capitals for small letters. */
function plain(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
