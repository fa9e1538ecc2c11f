/** The one way to write a JSON value (RFC 8785): keys sorted by UTF-16 code units, no spaces, numbers and texts as JavaScript writes them. */

/** Nothing in a ledger is nested so deeply; what is would only be there to break a reader. */
const deepest = 40;

/** The canonical JSON of a value; members that are undefined are left out. Throws a RangeError for what JSON cannot say or what is nested beyond reason. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > deepest) throw new RangeError("nested too deeply");
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("not a finite number");
  if (value === null || typeof value === "number" || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each, depth + 1)).join(",")}]`;
  if (typeof value !== "object") throw new RangeError(`JSON has no ${typeof value}`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member, depth + 1)}`).join(",")}}`;
}
